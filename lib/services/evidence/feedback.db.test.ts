import { drizzle } from 'drizzle-orm/postgres-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareEvidenceAnew, synchronizePublishedEvidence } from '@/db/evidence';
import { listPoolMeasurements } from '@/db/queries/pool-measurements';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePool } from '@/db/testing/fixtures';
import { hourStart } from '@/lib/core/hours';
import type { QuoteFacts } from '@/lib/market/quote';
import { PUBLISHED_EVIDENCE } from '@/lib/profiling/published/published-evidence';
import type { Ctx } from '../context';
import { decideDispute } from '../disputes/decide-dispute';
import { acceptDelivery } from '../leases/accept-delivery';
import { claimLateInput } from '../leases/claim-late-input';
import { declareInputReady } from '../leases/declare-input-ready';
import { getLease } from '../leases/get-lease';
import { rejectDelivery } from '../leases/reject-delivery';
import { reportDelivery } from '../leases/report-delivery';
import { acceptSilentDeliveries, moveDueLeases } from '../leases/run-leases';
import { checkMarket } from '../market-check/check-market';
import { acceptQuote } from '../orders/accept-quote';
import { describeJob } from '../quoting/describe-job';
import { getQuote } from '../quoting/get-quote';
import { engineContext, ownerContext } from '../testing/contexts';
import { restBoth } from '../testing/disputes';
import { renderingSpec, trainingSpec } from '../testing/jobs';
import { fund } from '../testing/market';
import { evidenceByChip } from './evidence-by-chip';
import { findLeaseEvidence } from './find-lease-evidence';
import { listDeliveredClasses } from './list-delivered-classes';
import { listEvidence } from './list-evidence';

const YUAN = 1_000_000n;
let test: TestDatabase;
let operator: string;
beforeAll(async () => {
  test = await createTestDatabase();
  operator = await makeOrganization(test, { operator: true });
});
afterAll(() => test.drop());

/** A chip of its own for each case, so that none hears of the others' deliveries, sold by the whole server. */
interface Site {
  readonly provider: string;
  readonly poolId: string;
}
const siteOn = async (chip: string): Promise<Site> => {
  const provider = await makeOrganization(test, { provider: true });
  return {
    provider,
    poolId: await makePool(test, provider, { chip, cards: 8, lotCards: 8, askMicros: 10n * YUAN }),
  };
};
const makeBuyer = async (): Promise<Ctx> => {
  const organizationId = await makeOrganization(test);
  await fund(test, organizationId, 1_000_000n * YUAN);
  return ownerContext(test, organizationId, ['buyer']);
};

/** A fine-tuning that takes most of a day, so that hours tell more than their rounding. */
const training = () => ({ ...trainingSpec({ now: test.now, hours: 120 }), tokensB: 1.5 });
const frames = () => ({ ...renderingSpec({ now: test.now, hours: 120 }), frames: 3000 });
type Spec = ReturnType<typeof training> | ReturnType<typeof frames>;

/** The first quote of a job on one pool alone. */
async function quoteOn(buyer: Ctx, spec: Spec, poolId: string) {
  const { quotes } = await describeJob(buyer, { name: 'Secret project', spec });
  const [quote] = quotes
    .filter(({ poolIds }) => poolIds.join() === poolId)
    .sort((a, b) => a.startHour - b.startHour);
  if (!quote) throw new Error('no quote');
  return quote;
}

interface Ran {
  readonly leaseId: string;
  readonly deliveryId: string;
  readonly startHour: number;
  readonly endHour: number;
}

let requests = 0;

/** Takes a quote, runs it, and reports all units so many hours after its first; the buyer hasn't answered yet. */
async function run(
  buyer: Ctx,
  site: Site,
  quoteId: string,
  hours?: number,
  runtimeHours?: number,
  partOf = 1n,
): Promise<Ran> {
  const { leaseIds } = await acceptQuote(buyer, { requestId: `request-${++requests}`, quoteId });
  const leaseId = leaseIds[0] ?? '';
  const { lease } = await getLease(buyer, { leaseId });
  await moveDueLeases(engineContext(test, hourStart(lease.startHour)));
  const reportedAt = hours === undefined ? hourStart(lease.endHour + 2) : hourStart(lease.startHour + hours);
  await moveDueLeases(engineContext(test, reportedAt));
  const { deliveryId } = await reportDelivery(
    ownerContext(test, site.provider, ['provider'], { now: reportedAt }),
    {
      leaseId,
      requestId: `report-${++requests}`,
      units: (lease.units / partOf).toString(),
      evidence: {
        files: [{ name: 'weights.bin', sha256: 'a'.repeat(64), bytes: 10 }],
        ...(runtimeHours === undefined ? {} : { runtimeHours }),
      },
    },
  );
  return { leaseId, deliveryId, startHour: lease.startHour, endHour: lease.endHour };
}

const accept = (buyer: Ctx, { deliveryId, endHour }: Ran) =>
  acceptDelivery({ ...buyer, now: hourStart(endHour + 3) }, { deliveryId });

async function measured(who: Ctx, leaseId: string) {
  const found = await findLeaseEvidence(who, { leaseId });
  if (!found) throw new Error('no evidence');
  return found;
}

const citesDeliveries = (facts: QuoteFacts): boolean => /evi_|delivered/.test(JSON.stringify(facts));
const says = (facts: QuoteFacts) => facts.assumptions.find(({ code }) => code.startsWith('pool_'));

describe('a delivered lease', () => {
  it('whose input came three hours late tells of its result over the other hours, and of hours lost nothing (S-9)', async () => {
    const site = await siteOn('h200-sxm-141gb');
    const buyer = await makeBuyer();
    const quote = await quoteOn(buyer, training(), site.poolId);
    const { leaseIds } = await acceptQuote(buyer, { requestId: `request-${++requests}`, quoteId: quote.id });
    const leaseId = leaseIds[0] ?? '';
    const { lease, hours } = await getLease(buyer, { leaseId });
    await moveDueLeases(engineContext(test, hourStart(lease.startHour)));
    const readyAt = hourStart(lease.startHour + 3);
    const note = 'the corpus lies in the bucket of run 7';
    await declareInputReady({ ...buyer, now: readyAt }, { leaseId, requestId: 'ready-late-1', note });
    const provider = ownerContext(test, site.provider, ['provider'], { now: hourStart(lease.endHour) });
    await moveDueLeases(engineContext(test, provider.now));
    const claimed = await claimLateInput(provider, { leaseId, requestId: 'claim-late-1', note });
    expect(claimed.units).toBe((lease.units * 3n) / BigInt(hours.length));
    const rest = lease.units - claimed.units;
    const files = [{ name: 'weights.bin', sha256: 'a'.repeat(64), bytes: 10 }];
    const result = await reportDelivery(provider, {
      ...{ leaseId, requestId: `report-${++requests}`, units: rest },
      evidence: { files },
    });
    for (const { deliveryId } of [claimed, result])
      await acceptDelivery({ ...buyer, now: provider.now }, { deliveryId });
    const cards = hours[0]?.cards ?? 0;
    const found = await measured(buyer, leaseId);
    const held = cards * (hours.length - 3);
    expect(found).toMatchObject({ cardHours: held, elapsedCardHours: held });
    expect(found.row.rate).toBeCloseTo(Number(rest) / (held * 3600), 6);
  });
  it('that took its whole reservation makes the pool’s next quote of the same job longer, and nobody else’s', async () => {
    const slow = await siteOn('h100-sxm-80gb');
    const other = await siteOn('h100-sxm-80gb');
    const buyer = await makeBuyer();
    const spec = training();
    const before = await quoteOn(buyer, spec, slow.poolId);
    const elsewhere = await quoteOn(buyer, spec, other.poolId);
    expect(before.facts.cardHoursP90).toBe(elsewhere.facts.cardHoursP90);

    const lease = await run(buyer, slow, before.id);
    await accept(buyer, lease);
    const found = await measured(buyer, lease.leaseId);
    const held = before.facts.cards * (lease.endHour - lease.startHour);
    expect(found).toMatchObject({ cardHours: held, elapsedCardHours: held, reportedCardHours: null });
    expect(found.slowdown).toBeCloseTo(held / before.facts.cardHoursP50, 9);
    expect(found.row).toMatchObject({ standing: 'delivered', kind: 'training', cards: before.facts.cards });
    expect(found.row.rate).toBeCloseTo(1.5e9 / (held * 3600), 6);

    const after = await quoteOn(buyer, spec, slow.poolId);
    // One delivery is believed by 30 %: the likely time moves by its slowdown to the power of 0.3.
    const ratio = (found.slowdown ?? 0) ** 0.3;
    expect(after.facts.cardHoursP50 / before.facts.cardHoursP50).toBeCloseTo(ratio, 9);
    expect(after.facts.cardHours).toBeGreaterThan(before.facts.cardHours);
    expect(after.totalMicros).toBeGreaterThan(before.totalMicros);
    expect(says(after.facts)).toMatchObject({ code: 'pool_slower', facts: { deliveries: 1 } });
    // Whoever asks for a quote learns how many and how fast, never which rows of the public list are this pool's.
    expect(citesDeliveries(after.facts)).toBe(false);

    const still = await quoteOn(buyer, spec, other.poolId);
    expect(still.facts.cardHoursP90).toBe(elsewhere.facts.cardHoursP90);
    expect(still.facts.evidence).toEqual(elsewhere.facts.evidence);
    expect((await getQuote(buyer, { quoteId: before.id })).facts).toEqual(before.facts);
  });

  it('is read by its parties with its lease, by the public without pool, buyer, job or day, by others as the public', async () => {
    const site = await siteOn('a100-sxm-80gb');
    const buyer = await makeBuyer();
    const quote = await quoteOn(
      buyer,
      { ...training(), model: 'our-secret-model', paramsTotalB: 7.123, paramsActiveB: 7.123, seqLen: 3777 },
      site.poolId,
    );
    const lease = await run(buyer, site, quote.id);
    await accept(buyer, lease);
    const provider = ownerContext(test, site.provider, ['provider']);
    const found = await measured(provider, lease.leaseId);
    expect(found).toEqual(await measured(buyer, lease.leaseId));
    const stranger = ownerContext(test, await makeOrganization(test), ['buyer']);
    expect(await findLeaseEvidence(stranger, { leaseId: lease.leaseId })).toBeNull();

    const { rows, total } = await listEvidence(stranger, { chip: 'a100-sxm-80gb', standing: 'delivered' });
    expect(total).toBe(1);
    expect(rows[0]).toMatchObject({
      row: { id: found.id, model: '7.1B', paramsTotalB: 7.1, seqLen: 3800 },
      pool: null,
    });
    expect(rows[0]?.row.date).toMatch(/^\d{4}-\d{2}$/);
    expect(JSON.stringify(rows)).not.toMatch(/secret|our-|lea_|org_|pol_/);
    expect(rows[0]?.row.rate).toBe(Number(found.row.rate.toPrecision(3)));
    const counted = (await evidenceByChip(stranger)).find(({ chip }) => chip === 'a100-sxm-80gb');
    expect(counted?.standings.delivered).toBe(1);
    expect(await listDeliveredClasses(provider)).toMatchObject([
      {
        poolId: site.poolId,
        workClass: 'training/lora/dense/3-12b',
        deliveries: 1,
        ratio: expect.closeTo(1 / (found.slowdown ?? 0), 9),
      },
    ]);
  });

  it('accepted by silence counts 2 of 4 hours where its provider metered them, and keeps both', async () => {
    const site = await siteOn('l40s');
    const buyer = await makeBuyer();
    const quote = await quoteOn(buyer, { ...frames(), calibrationChip: 'l40s' }, site.poolId);
    const lease = await run(buyer, site, quote.id, 4, 2);
    await acceptSilentDeliveries(engineContext(test, hourStart(lease.endHour + 80)));
    const found = await measured(buyer, lease.leaseId);
    expect(found.cardHours).toBeCloseTo(found.elapsedCardHours / 2, 9);
    expect(found.reportedCardHours).toBeCloseTo(found.elapsedCardHours / 2, 9);
    expect(found.row).toMatchObject({ model: 'blender-cycles', rateUnit: 'frames_per_card_h' });
    expect(found.row.rate).toBeCloseTo(3000 / found.cardHours, 9);
  });

  it('tells its month, not its moment: two of one month share the time in their ids', async () => {
    const site = await siteOn('h20-96gb');
    const buyer = await makeBuyer();
    const ids: string[] = [];
    for (const _ of [1, 2]) {
      const quote = await quoteOn(buyer, { ...frames(), calibrationChip: 'h20-96gb' }, site.poolId);
      const lease = await run(buyer, site, quote.id);
      await accept(buyer, lease);
      ids.push((await measured(buyer, lease.leaseId)).id);
    }
    const [first, second] = ids.map((id) => ({ time: id.slice(0, 13), rest: id.slice(13) }));
    expect(first?.time).toBe(second?.time);
    expect(first?.rest).not.toBe(second?.rest);
  });

  it('metered at 5e-324 hours settles, accepted or by silence: its rate is none, so the clock counts', async () => {
    for (const by of ['buyer', 'silence'] as const) {
      const site = await siteOn(by === 'buyer' ? 'h800-sxm-80gb' : 'h200-sxm-141gb');
      const buyer = await makeBuyer();
      const lease = await run(buyer, site, (await quoteOn(buyer, training(), site.poolId)).id, undefined, 1);
      await test.ownerSql`update deliveries set evidence = jsonb_set(evidence, '{runtimeHours}', '5e-324') where id = ${lease.deliveryId}`;
      if (by === 'buyer') await accept(buyer, lease);
      else await acceptSilentDeliveries(engineContext(test, hourStart(lease.endHour + 80)));
      expect((await getLease(buyer, { leaseId: lease.leaseId })).lease.state).toBe('ended');
      const found = await measured(buyer, lease.leaseId);
      expect(found.cardHours).toBe(found.elapsedCardHours);
    }
  });

  it('can’t be reported with less than 0.01 hours of work', async () => {
    const site = await siteOn('l40s');
    const buyer = await makeBuyer();
    const quote = await quoteOn(buyer, { ...frames(), calibrationChip: 'l40s' }, site.poolId);
    await expect(run(buyer, site, quote.id, 4, 0.009)).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('of a part of the work counts by the clock, whatever its provider metered', async () => {
    const site = await siteOn('a100-pcie-80gb');
    const buyer = await makeBuyer();
    const quote = await quoteOn(buyer, training(), site.poolId);
    const lease = await run(buyer, site, quote.id, 6, 4, 2n);
    await accept(buyer, lease);
    await moveDueLeases(engineContext(test, hourStart(lease.endHour + 1000)));
    const found = await measured(buyer, lease.leaseId);
    expect(found.reportedCardHours).toBeCloseTo((found.elapsedCardHours * 4) / 6, 9);
    expect(found.cardHours).toBe(found.elapsedCardHours);
  });

  it('reported as it began took no time to measure, whatever its provider says', async () => {
    const site = await siteOn('l4');
    const buyer = await makeBuyer();
    const quote = await quoteOn(buyer, { ...frames(), calibrationChip: 'l4' }, site.poolId);
    const lease = await run(buyer, site, quote.id, 0, 1);
    await accept(buyer, lease);
    expect(await findLeaseEvidence(buyer, { leaseId: lease.leaseId })).toBeNull();
  });

  it('decided for its provider counts, decided for its buyer doesn’t', async () => {
    for (const outcome of ['for_provider', 'for_buyer'] as const) {
      const chip = outcome === 'for_buyer' ? 'rtx-4090' : 'a40';
      const site = await siteOn(chip);
      const buyer = await makeBuyer();
      const quote = await quoteOn(buyer, { ...frames(), calibrationChip: chip }, site.poolId);
      const lease = await run(buyer, site, quote.id, 3);
      const now = hourStart(lease.startHour + 4);
      const { disputeId } = await rejectDelivery(
        { ...buyer, now },
        {
          deliveryId: lease.deliveryId,
          requestId: `reject-${chip}`,
          reason: 'quality_below_agreed',
          statement: 'Frames are blurred.',
        },
      );
      expect(await findLeaseEvidence(buyer, { leaseId: lease.leaseId })).toBeNull();
      const judge = ownerContext(test, operator, ['operator'], { now });
      await restBoth({ ...buyer, now }, ownerContext(test, site.provider, ['provider'], { now }), disputeId);
      await decideDispute(judge, {
        disputeId,
        requestId: `decide-${chip}`,
        outcome,
        ground: 'agreed_by_both',
        note: 'Seen by three people.',
      });
      expect((await findLeaseEvidence(buyer, { leaseId: lease.leaseId })) !== null).toBe(
        outcome === 'for_provider',
      );
    }
  });

  it('at three other providers moves the quotes of a fourth by part of it, at two it doesn’t', async () => {
    const chip = 'a800-sxm-80gb';
    const quiet = await siteOn(chip);
    const buyer = await makeBuyer();
    const spec = training();
    const before = await quoteOn(buyer, spec, quiet.poolId);
    for (const count of [1, 2, 3]) {
      const site = await siteOn(chip);
      const quote = await quoteOn(buyer, spec, site.poolId);
      const lease = await run(buyer, site, quote.id);
      await accept(buyer, lease);
      const now = await quoteOn(buyer, spec, quiet.poolId);
      if (count < 3) expect(now.facts.cardHoursP50).toBe(before.facts.cardHoursP50);
      else {
        const ratio = now.facts.cardHoursP50 / before.facts.cardHoursP50;
        expect(ratio).toBeGreaterThan(1.05);
        expect(ratio).toBeLessThan(1.3);
        expect(now.facts.assumptions).toContainEqual(
          expect.objectContaining({ code: 'chip_slower', facts: expect.objectContaining({ providers: 3 }) }),
        );
      }
    }
  });
});

describe('market-check', () => {
  const checks = async () => (await checkMarket(engineContext(test))).disagreements.map(({ check }) => check);

  it('finds every delivered lease measured, a lost measurement, and one longer than its lease', async () => {
    expect(await checks()).toEqual([]);
    await test.ownerSql`update evidence set elapsed_card_hours = elapsed_card_hours + 1000 where id = (select max(id) from evidence where standing = 'delivered')`;
    expect(await checks()).toEqual(['measured_within_lease']);
    await test.ownerSql`delete from evidence where id = (select max(id) from evidence where standing = 'delivered')`;
    expect(await checks()).toEqual(['delivery_measured']);
  });

  it('finds a measurement that couldn’t be written; the lease was settled all the same', async () => {
    const site = await siteOn('l40s');
    const buyer = await makeBuyer();
    const quote = await quoteOn(buyer, { ...frames(), calibrationChip: 'l40s' }, site.poolId);
    const lease = await run(buyer, site, quote.id);
    await test.ownerSql`alter table evidence add constraint none_more check (standing <> 'delivered') not valid`;
    await accept(buyer, lease);
    await test.ownerSql`alter table evidence drop constraint none_more`;
    expect((await getLease(buyer, { leaseId: lease.leaseId })).lease.state).toBe('ended');
    expect(await checks()).toEqual(['delivery_measured', 'delivery_measured']);
  });
});

describe('set-up', () => {
  it('compares stored evidence anew when the models’ version changes: as far from them as before, and counted again', async () => {
    const db = drizzle(test.ownerSql);
    const logs = () =>
      test.ownerSql<{ id: string; log: number }[]>`
        select id, log_slowdown as log from evidence where standing = 'delivered' order by id`;
    const before = await logs();
    await test.ownerSql`update evidence set profile_version = 'old', log_slowdown = 9 where standing = 'delivered'`;
    const heeded = () => test.db.asEngine((tx) => listPoolMeasurements(tx, 'training'));
    expect(await heeded()).toEqual([]);
    expect(await compareEvidenceAnew(db)).toBe(before.length);
    expect((await heeded()).length).toBeGreaterThan(3);
    const after = await logs();
    for (const [at, { log }] of before.entries()) expect(after[at]?.log).toBeCloseTo(log, 12);
  });

  it('makes published rows those that are listed: changed ones change, vanished ones go, claims and deliveries stay', async () => {
    const db = drizzle(test.ownerSql);
    const ids = async () => {
      const rows = await test.ownerSql`select standing, count(*)::integer as count from evidence group by 1`;
      return Object.fromEntries(rows.map(({ standing, count }) => [standing, count]));
    };
    const before = await ids();
    const [first, second] = PUBLISHED_EVIDENCE;
    if (!first || !second) throw new Error('no evidence');
    await synchronizePublishedEvidence(db, [
      { ...first, rate: 1.5 },
      { ...second, id: 'new/row' },
    ]);
    expect(await ids()).toEqual({ ...before, published: 2 });
    const [changed] = await test.ownerSql`select rate from evidence where id = ${first.id}`;
    expect(changed?.rate).toBe(1.5);
    await synchronizePublishedEvidence(db);
    expect(await ids()).toEqual(before);
  });
});
