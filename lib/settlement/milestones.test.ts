import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourStart } from '@/lib/core/hours';
import { type Evidence, reportDelivery } from './delivery';
import {
  isMilestone,
  leaseMilestones,
  type MilestoneLease,
  milestoneStandings,
  milestonesReached,
  milestoneTotal,
  unitsToMilestones,
} from './milestones';

const START = 490_000;
const leases: fc.Arbitrary<MilestoneLease> = fc
  .tuple(fc.oneof(fc.bigInt(1n, 200n), fc.bigInt(1n, 10n ** 15n)), fc.integer({ min: 1, max: 100 }))
  .map(([units, milestones]) => ({
    units,
    milestones: BigInt(milestones) > units ? Number(units) : milestones,
  }));

describe('where milestones stand', () => {
  it('4 of 100 units stand at 25, 50, 75 and 100; 3 of 100 at 33, 66 and 100; 1 at all or nothing', () => {
    const at = (units: bigint, milestones: number) =>
      Array.from({ length: milestones }, (_, i) => milestoneTotal({ units, milestones }, i + 1));
    expect(at(100n, 4)).toEqual([25n, 50n, 75n, 100n]);
    expect(at(100n, 3)).toEqual([33n, 66n, 100n]);
    expect(at(100n, 1)).toEqual([100n]);
  });
  it('they rise by at least one unit each, and the last is all units', () => {
    fc.assert(
      fc.property(leases, (lease) => {
        let before = 0n;
        for (let k = 1; k <= lease.milestones; k++) {
          const total = milestoneTotal(lease, k);
          expect(total > before).toBe(true);
          expect(milestonesReached(lease, total)).toBe(k);
          expect(milestonesReached(lease, total - 1n)).toBe(k - 1);
          before = total;
        }
        expect(before).toBe(lease.units);
      }),
    );
  });
  it('a total is a milestone exactly if one of them stands there', () => {
    fc.assert(
      fc.property(leases, fc.bigInt(0n, 10n ** 15n), fc.nat(), (lease, some, pick) => {
        const totals = Array.from({ length: lease.milestones }, (_, i) => milestoneTotal(lease, i + 1));
        const total = pick % 2 === 0 ? some % (lease.units + 2n) : totals[pick % totals.length]!;
        expect(isMilestone(lease, total)).toBe(totals.includes(total));
      }),
    );
  });
  it('whatever was reported, each offered number of units reaches its milestone, and the last brings all', () => {
    fc.assert(
      fc.property(leases, fc.bigInt(0n, 10n ** 15n), (lease, some) => {
        const reported = some % lease.units;
        const ahead = unitsToMilestones(lease, reported);
        for (const { milestone, units } of ahead) {
          expect(units > 0n).toBe(true);
          expect(reported + units).toBe(milestoneTotal(lease, milestone));
        }
        expect(ahead.at(-1)?.units).toBe(lease.units - reported);
      }),
    );
  });
});

describe('the milestones of a lease', () => {
  it('all of a job has the job’s, half of it half of them, a rest that is less than one step one; none asked, none', () => {
    const job = { units: 100n, milestones: 4 };
    expect(leaseMilestones(job, 100n)).toBe(4);
    expect(leaseMilestones(job, 50n)).toBe(2);
    expect(leaseMilestones(job, 10n)).toBe(1);
    expect(leaseMilestones({ units: 100n, milestones: null }, 100n)).toBeNull();
  });
  it('are never more than its units', () => {
    fc.assert(
      fc.property(leases, fc.bigInt(1n, 10n ** 15n), (job, some) => {
        const units = (some % job.units) + 1n;
        const of = leaseMilestones(job, units)!;
        expect(of >= 1 && BigInt(of) <= units).toBe(true);
      }),
    );
  });
});

describe('a report on a lease with milestones', () => {
  const evidence: Evidence = {
    files: [{ name: 'step-500.safetensors', sha256: 'a'.repeat(64), bytes: 1024 }],
    metrics: {},
    note: '',
    checkpoint: { file: 'step-500.safetensors', loadedAt: hourStart(START + 1).toISOString() },
  };
  const lease = { state: 'running' as const, startHour: START, endHour: START + 10, units: 100n };
  const report = (units: bigint, over: Partial<Evidence> = {}, reportedUnits = 0n, milestones = 4) =>
    reportDelivery(
      { ...lease, reportedUnits, milestones },
      { units, evidence: { ...evidence, ...over } },
      hourStart(START + 2),
      72,
    );
  const code = (result: ReturnType<typeof report>) => (result.ok ? 'ok' : result.refusal.code);

  it('25, 50, 75 and 100 of 100 pass; 24 and 26 are refused with what would reach each milestone', () => {
    for (const units of [25n, 50n, 75n, 100n]) expect(code(report(units))).toBe('ok');
    expect(report(26n)).toEqual({
      ok: false,
      refusal: {
        code: 'between_milestones',
        facts: { wanted: 26n, next: '25, 50, 75, 100', ahead: 4, milestones: 4 },
      },
    });
    expect(code(report(24n))).toBe('between_milestones');
  });
  it('after 30 units, some of them late input, 20 reach 50 and 25 reach nothing', () => {
    expect(code(report(20n, {}, 30n))).toBe('ok');
    expect(report(25n, {}, 30n)).toMatchObject({ refusal: { facts: { next: '20, 45, 70', ahead: 3 } } });
  });
  it('all or nothing: only all that is left', () => {
    expect(code(report(99n, {}, 0n, 1))).toBe('between_milestones');
    expect(code(report(100n, {}, 0n, 1))).toBe('ok');
  });
  it('names the checkpoint that was loaded, one of its files, between the start and now', () => {
    const loaded = (at: string, file = 'step-500.safetensors') =>
      code(report(25n, { checkpoint: { file, loadedAt: at } }));
    expect(code(report(25n, { checkpoint: undefined }))).toBe('checkpoint_missing');
    expect(loaded(hourStart(START).toISOString(), 'other.bin')).toBe('checkpoint_not_named');
    expect(loaded(hourStart(START).toISOString())).toBe('ok');
    expect(loaded(hourStart(START + 2).toISOString())).toBe('ok');
    expect(loaded(hourStart(START - 1).toISOString())).toBe('checkpoint_time');
    expect(loaded(hourStart(START + 3).toISOString())).toBe('checkpoint_time');
    expect(loaded('yesterday')).toBe('checkpoint_time');
  });
  it('however often it is tried with whatever units, what was reported stands at a milestone', () => {
    fc.assert(
      fc.property(leases, fc.array(fc.bigInt(1n, 10n ** 15n), { maxLength: 20 }), (some, tries) => {
        let reportedUnits = 0n;
        for (const units of tries) {
          const given = { units, evidence };
          const admitted = reportDelivery(
            { ...lease, ...some, reportedUnits },
            given,
            hourStart(START + 2),
            72,
          );
          if (admitted.ok) reportedUnits = admitted.value.reportedUnits;
          expect(reportedUnits === 0n || isMilestone(some, reportedUnits)).toBe(true);
        }
      }),
    );
  });
});

describe('how milestones stand', () => {
  it('25 accepted and 50 waiting of 100: the first is accepted, the second and third wait, the fourth is open', () => {
    const standing = milestoneStandings({ units: 100n, milestones: 4 }, [
      { kind: 'result', units: 25n, state: 'accepted' },
      { kind: 'result', units: 50n, state: 'reported' },
    ]);
    expect(standing.map(({ state }) => state)).toEqual(['accepted', 'reported', 'reported', null]);
    expect(standing.map(({ totalUnits }) => totalUnits)).toEqual([25n, 50n, 75n, 100n]);
  });
});
