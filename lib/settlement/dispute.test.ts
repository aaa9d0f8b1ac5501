import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourStart } from '@/lib/core/hours';
import type { DeliveryStanding } from './delivery';
import {
  DECISION_GROUNDS,
  type Decision,
  decideDispute,
  decisionFigures,
  endByParty,
  groundCarries,
  OUTCOMES,
  unitsOfShare,
} from './dispute';
import { countUnits } from './end-lease';
import type { Hearing } from './hearing';
import { leaseMoney } from './lease-money';
import { type SettlingLease, settleLease } from './settle-lease';

const START = 490_000;
const NOW = hourStart(START + 2);
const hearing = (stage: Hearing['stage']): Hearing => ({
  stage,
  rests: { buyer: false, provider: false },
  statementsEndAt: NOW,
  decideBy: hourStart(START + 74),
  overdue: false,
});
const decision = (over: Partial<Decision> = {}): Decision => ({
  outcome: 'shared',
  ground: 'partly_as_described',
  providerUnits: 20n,
  note: 'Two thirds of the frames are usable.',
  ...over,
});
const code = (result: ReturnType<typeof decideDispute>) => (result.ok ? 'ok' : result.refusal.code);

describe('a decision', () => {
  it('shares 30 units as 20 to the provider; 0 or 30 of them are no share, and neither is 31', () => {
    expect(decideDispute(hearing('decision'), 30n, decision())).toEqual({
      ok: true,
      value: { outcome: 'shared', providerUnits: 20n },
    });
    for (const providerUnits of [0n, 30n, 31n, null])
      expect(code(decideDispute(hearing('decision'), 30n, decision({ providerUnits })))).toBe(
        'share_out_of_range',
      );
  });
  it('of a single unit is for one side: it can’t be shared', () => {
    expect(code(decideDispute(hearing('decision'), 1n, decision({ providerUnits: 1n })))).toBe(
      'share_out_of_range',
    );
    const whole = decision({ outcome: 'for_buyer', ground: 'not_as_described', providerUnits: null });
    expect(decideDispute(hearing('decision'), 1n, whole)).toMatchObject({ value: { providerUnits: 0n } });
  });
  it('waits until both sides were heard, comes once, and says why in at least ten characters', () => {
    expect(code(decideDispute(hearing('statements'), 30n, decision()))).toBe('statements_open');
    expect(code(decideDispute(hearing('decided'), 30n, decision()))).toBe('dispute_decided');
    expect(code(decideDispute(hearing('decision'), 30n, decision({ note: '  too bad ' })))).toBe(
      'decision_note_missing',
    );
  });
  it('has a ground that carries it: a delivery as described isn’t decided for its buyer', () => {
    const wrong = decision({ outcome: 'for_buyer', ground: 'as_described' });
    expect(code(decideDispute(hearing('decision'), 30n, wrong))).toBe('ground_unfit');
    for (const outcome of OUTCOMES)
      expect(DECISION_GROUNDS.filter((ground) => groundCarries(ground, outcome)).length).toBeGreaterThan(1);
  });
  it('is a party’s own at any time before the operator’s: withdrawn pays all units, conceded none', () => {
    for (const stage of ['statements', 'decision'] as const) {
      expect(endByParty(hearing(stage), 30n, 'withdrawn')).toMatchObject({
        value: { outcome: 'for_provider', providerUnits: 30n },
      });
      expect(endByParty(hearing(stage), 30n, 'conceded')).toMatchObject({
        value: { outcome: 'for_buyer', providerUnits: 0n },
      });
    }
    expect(endByParty(hearing('decided'), 30n, 'conceded').ok).toBe(false);
  });
});

/** A lease's deliveries, all disputed, each with the share its decision will give. */
const disputes = fc
  .array(fc.tuple(fc.bigInt(1n, 1_000_000_000n), fc.integer({ min: 0, max: 10_000 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((list) => list.map(([units, bps]) => ({ units, providerUnits: unitsOfShare(units, bps) })));
const prices = fc.oneof(fc.constant(1n), fc.bigInt(1n, 10n ** 15n));
const fees = fc.integer({ min: 0, max: 10_000 });

const lease = (priceMicros: bigint, units: bigint, feeBps: number): SettlingLease => ({
  startHour: START,
  endHour: START + 10,
  priceMicros,
  units,
  feeBps,
  lateTerms: { lateCreditBpsPerHour: 100, lateCreditCapBps: 2000 },
  state: 'running',
  startedAt: hourStart(START),
  heldMicros: priceMicros,
  disputedMicros: 0n,
  earnedMicros: 0n,
  feeMicros: 0n,
  refundedMicros: 0n,
  creditMicros: 0n,
  reportingClosedAt: null,
});

describe('shares', () => {
  it('30 of 100 units of 150.00, 20 of them paid: 30.00 earned with 0.60 of fee, 15.00 back', () => {
    const before = countUnits(100n, [{ units: 30n, state: 'rejected', providerUnits: null }], 'open');
    expect(decisionFigures({ priceMicros: 150_000_000n, feeBps: 200 }, before, 30n, 20n)).toEqual({
      earnedMicros: 30_000_000n,
      feeMicros: 600_000n,
      refundedMicros: 15_000_000n,
    });
  });
  it('a share and its rest are all units: ⌊7 × 33.33 %⌋ = 2 and 5', () => {
    expect(unitsOfShare(7n, 3333)).toBe(2n);
    expect([unitsOfShare(7n, 0), unitsOfShare(7n, 10_000)]).toEqual([0n, 7n]);
  });
  it('whatever the order of decisions, the lease ends with the same money, to the last micro of its price', () => {
    fc.assert(
      fc.property(prices, fees, disputes, fc.nat(), (priceMicros, feeBps, list, seed) => {
        const units = list.reduce((sum, one) => sum + one.units, 0n);
        const paid = list.reduce((sum, one) => sum + one.providerUnits, 0n);
        const decide = (order: readonly number[]) => {
          let now = lease(priceMicros, units, feeBps);
          const standings: DeliveryStanding[] = list.map((one) => ({
            units: one.units,
            state: 'rejected',
            providerUnits: null,
            kind: 'result',
            reportedAt: NOW,
          }));
          now = { ...now, ...settleLease(now, standings, NOW).money, state: 'disputed' };
          let seen = { earned: 0n, fee: 0n, refunded: 0n };
          for (const index of order) {
            const one = list[index]!;
            const figures = decisionFigures(
              now,
              countUnits(units, standings, 'open'),
              one.units,
              one.providerUnits,
            );
            standings[index] = {
              units: one.units,
              state: 'decided',
              providerUnits: one.providerUnits,
              kind: 'result',
              reportedAt: NOW,
            };
            const settled = settleLease(now, standings, NOW);
            expect(settled.move).toMatchObject(figures);
            expect(figures.feeMicros <= figures.earnedMicros).toBe(true);
            const { money } = settled;
            expect(money.heldMicros + money.disputedMicros + money.earnedMicros + money.refundedMicros).toBe(
              priceMicros,
            );
            seen = {
              earned: seen.earned + figures.earnedMicros,
              fee: seen.fee + figures.feeMicros,
              refunded: seen.refunded + figures.refundedMicros,
            };
            now = { ...now, ...money };
          }
          return seen;
        };
        const order = list.map((_, index) => index);
        const turned = [...order.slice(seed % order.length), ...order.slice(0, seed % order.length)];
        const end = leaseMoney(
          priceMicros,
          { units, reported: units, accepted: paid, disputed: 0n, lost: units - paid },
          feeBps,
        );
        const expected = { earned: end.earnedMicros, fee: end.feeMicros, refunded: end.refundedMicros };
        expect(decide(order)).toEqual(expected);
        expect(decide(turned)).toEqual(expected);
        expect(decide(order.toReversed())).toEqual(expected);
        expect(expected.earned + expected.refunded).toBe(priceMicros);
        expect(expected.earned).toBe((priceMicros * paid) / units);
      }),
    );
  });
});
