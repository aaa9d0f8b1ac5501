import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasResult, refusedOf, results, total } from './testing/paid-units';
import { wrong } from './testing/walk-end';
import { Walked } from './testing/walked';
import { milestonesOf, START, walks } from './testing/walks';

/** About eight seconds of CPU. */
const LEASES = 100_000;
/** `SETTLEMENT_SEED=7 npm run unit -- hundred-thousand` walks other leases, or again those that a failure named. */
const SEED = Number(process.env.SETTLEMENT_SEED ?? 20_261_101);

describe(`${LEASES} leases, seed ${SEED}`, () => {
  it('each one’s hold ends as earnings, fee, credit and refund, to the micro, nothing below zero on the way', () => {
    const seen = {
      none: 0,
      one: 0,
      all: 0,
      sameHour: 0,
      oneMicro: 0,
      disputed: 0,
      credited: 0,
      milestones: 0,
      lateInput: 0,
      left: 0,
      leftBeforeStart: 0,
      takenByOthers: 0,
      givenUp: 0,
      givenUpBeforeStart: 0,
      notStarted: 0,
      allRefused: 0,
      someRefused: 0,
      refusedWithLateInput: 0,
      creditTaken: 0,
    };
    fc.assert(
      fc.property(walks, (walk) => {
        const end = new Walked(walk);
        const complaint = wrong(walk, end);
        if (complaint) throw new Error(complaint);
        if (end.paidUnits === 0n) seen.none++;
        if (end.paidUnits === 1n) seen.one++;
        if (end.paidUnits === walk.units) seen.all++;
        if (end.endedAt === START) seen.sameHour++;
        if (walk.priceMicros === 1n) seen.oneMicro++;
        if (walk.steps.some(({ fate }) => fate === 'reject')) seen.disputed++;
        if (end.lease.creditMicros > 0n) seen.credited++;
        if (milestonesOf(walk) !== null && end.standing.length > 1) seen.milestones++;
        if (end.standing.some(({ kind }) => kind === 'late_input')) seen.lateInput++;
        const { left, endedAt, endReason } = end;
        const [by, isEarly] = [walk.departure?.by, endedAt !== null && endedAt < START];
        if (left && isEarly) seen.leftBeforeStart++;
        else if (left) seen.left++;
        if (left?.tookSome) seen.takenByOthers++;
        if (by === 'provider' && endReason === 'provider_failed') seen.givenUp++;
        if (by === 'provider' && endReason === 'not_started') seen.givenUpBeforeStart++;
        if (by === 'unstarted' && endReason === 'not_started') seen.notStarted++;
        const { standing, paidUnits, hasGivenUp } = end;
        const isRefused = total(results(standing), refusedOf) > 0n;
        const failsByDispute = isRefused && !hasGivenUp && !hasResult(standing) && !left;
        if (failsByDispute && paidUnits === 0n) seen.allRefused++;
        if (failsByDispute && paidUnits > 0n) seen.refusedWithLateInput++;
        if (isRefused && hasResult(standing)) seen.someRefused++;
        if (end.takenMicros > 0n) seen.creditTaken++;
      }),
      { numRuns: LEASES, seed: SEED },
    );
    // The corners were walked through, each a hundred times at least.
    expect(Object.entries(seen).filter(([, times]) => times < 100)).toEqual([]);
  }, 240_000);
});
