import { listPoolFacts, readPoolHours } from '@/db/queries/pool-facts';
import type { holds, jobs, orders } from '@/db/schema';
import type { Dice } from '@/db/seed/dice';
import type { Member, Stage } from '@/db/seed/stage';
import { drawWish } from '@/db/seed/workloads';
import { firstSellableHour } from '@/lib/core/hours';
import { JobSpec, jobUnits } from '@/lib/market/job';
import { limitOrder } from '@/lib/market/limit-order';
import type { PriceSheet } from '@/lib/market/price-sheet';
import { priceSheet } from '@/lib/market/price-sheet';
import type { MarketTerms } from '@/lib/market/terms';
import { currentTerms } from '@/lib/services/market/current-terms';
import { capOptions } from '@/lib/services/orders/cap-options';
import { buyerOf } from '@/lib/services/quoting/look-at-market';

/** A limit is around this share of the least at the asks, as in the demo's history. */
const LIMIT_SHARE = 1.12;
const LIMIT_SPREAD = 0.16;
const UNIT_MICROS = 1_000_000n;

export interface OrderRows {
  readonly job: typeof jobs.$inferInsert;
  readonly order: Omit<typeof orders.$inferInsert, 'seq'>;
  readonly hold: typeof holds.$inferInsert;
}

/** Everything the rules of a limit order read, at one moment. */
async function lookOnce(stage: Stage, buyers: readonly Member[], now: Date) {
  return stage.db.asEngine(async (tx) => {
    const terms: MarketTerms = await currentTerms(tx, now);
    const pools = await listPoolFacts(tx);
    const fromHour = firstSellableHour(now, terms.leadMinutes);
    const toHour = fromHour + terms.horizonHours;
    const rows = await readPoolHours(
      tx,
      pools.map(({ id }) => id),
      fromHour,
      toHour,
    );
    const lotCardsOf = new Map(pools.map((pool) => [pool.id, pool.lotCards]));
    const sheet: PriceSheet = priceSheet(rows, lotCardsOf, { fromHour, toHour, roundNumber: null });
    const controlOf = new Map(
      await Promise.all(buyers.map(async (one) => [one, await buyerOf(tx, one.organizationId)] as const)),
    );
    return { terms, pools, sheet, controlOf };
  });
}

function wishOf(dice: Dice, now: Date) {
  const { input, template } = drawWish(dice, 'CN-BJ', now);
  return { ...input, template: template.key, spec: JobSpec.parse(input.spec) };
}

/**
 * Rows of funded open limit orders as the market's own verbs would have made them: the demo's jobs, the rules of a limit
 * order, limits around the least at the asks. Only the way into the database is shorter.
 */
export async function orderRows(
  stage: Stage,
  buyers: readonly Member[],
  wanted: number,
  now: Date,
): Promise<readonly OrderRows[]> {
  const { dice } = stage;
  const look = await lookOnce(stage, buyers, now);
  const made: OrderRows[] = [];
  while (made.length < wanted) {
    const buyer = dice.oneOf(buyers);
    const ctx = stage.as(buyer, now);
    const wish = wishOf(dice, now);
    const control = look.controlOf.get(buyer);
    if (!control) continue;
    const { terms, pools, sheet } = look;
    const request = { spec: wish.spec, buyer: control, pools, sheet, terms, now };
    const most = BigInt(Number.MAX_SAFE_INTEGER);
    const drafted = limitOrder({ ...request, limitMicros: most, availableMicros: most });
    if (!drafted.ok || drafted.value.leastAtAsksMicros === null) continue;
    const draft = drafted.value;
    const least = Number(drafted.value.leastAtAsksMicros) / Number(UNIT_MICROS);
    const limitMicros =
      BigInt(Math.max(1, Math.round(least * dice.around(LIMIT_SHARE, LIMIT_SPREAD)))) * UNIT_MICROS;
    const { organizationId } = buyer;
    const { kind: unitKind, units } = jobUnits(wish.spec);
    const [jobId, orderId] = [ctx.newId('job'), ctx.newId('order')];
    made.push({
      job: {
        id: jobId,
        organizationId,
        kind: wish.spec.kind,
        name: wish.name,
        label: wish.label,
        spec: wish.spec,
        unitKind,
        units,
        eventAt: now,
      },
      order: {
        id: orderId,
        organizationId,
        jobId,
        kind: 'limit',
        requestId: ctx.requestId,
        requestHash: ctx.requestId,
        shape: draft.shape,
        limitMicros,
        taxBps: draft.taxBps,
        earliestHour: draft.earliestHour,
        deadlineHour: draft.deadlineHour,
        options: capOptions(draft.options, units),
        unitKind,
        units,
        state: 'open',
        termsVersion: draft.termsVersion,
        eventAt: now,
      },
      hold: { id: ctx.newId('hold'), organizationId, orderId, heldMicros: limitMicros, eventAt: now },
    });
  }
  return made;
}
