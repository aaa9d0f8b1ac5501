import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumMicros } from '@/lib/core/amount';
import {
  admitPayout,
  coveredPayouts,
  newlyReversed,
  nextPayoutTick,
  PAYOUT_REFUSALS,
  type PayoutFacts,
  payeeReady,
  payeeRestsUntil,
  payoutTickAt,
} from './payout';
import { safeguard } from './safeguard';

const YUAN = 1_000_000n;
const NOW = new Date('2026-11-21T13:20:00Z');

const FINE: PayoutFacts = {
  status: 'admitted',
  safeguarded: true,
  owedMicros: 0n,
  payee: { restsUntil: null },
  payableMicros: 123_456_789n,
  minimumMicros: 100n * YUAN,
  currency: 'CNY',
  now: NOW,
};
const BAD: Readonly<Record<(typeof PAYOUT_REFUSALS)[number], Partial<PayoutFacts>>> = {
  organization_not_admitted: { status: 'suspended' },
  payouts_stopped: { safeguarded: false },
  receivable_open: { owedMicros: 1n },
  no_payee: { payee: null },
  payee_rests: { payee: { restsUntil: new Date(NOW.getTime() + 1) } },
  below_payout_minimum: { payableMicros: 100n * YUAN - 1n },
};

describe('a payout', () => {
  it('of 123.456789 payable pays 123.45, of yen 123', () => {
    expect(admitPayout(FINE)).toEqual({ ok: true, value: 123_450_000n });
    expect(admitPayout({ ...FINE, currency: 'JPY' })).toEqual({ ok: true, value: 123n * YUAN });
  });

  it('is refused by the first reason of the list that holds', () => {
    PAYOUT_REFUSALS.forEach((code, from) => {
      const bad = PAYOUT_REFUSALS.slice(from).map((one) => BAD[one]);
      // A payee that rests is there: the first of both reasons holds.
      const facts = Object.assign({}, FINE, ...bad.toReversed());
      expect(admitPayout(facts)).toMatchObject({ ok: false, refusal: { code } });
    });
  });

  it('a minimum of zero pays one fen and not less', () => {
    const least = { ...FINE, minimumMicros: 0n };
    expect(admitPayout({ ...least, payableMicros: 10_000n })).toEqual({ ok: true, value: 10_000n });
    expect(admitPayout({ ...least, payableMicros: 9_999n }).ok).toBe(false);
  });

  it('a payee rests until its very instant', () => {
    expect(admitPayout({ ...FINE, payee: { restsUntil: NOW } }).ok).toBe(true);
    expect(payeeRestsUntil(NOW, true)).toEqual(new Date('2026-11-24T13:20:00Z'));
    expect(payeeRestsUntil(NOW, false)).toBeNull();
  });
});

describe('the schedule', () => {
  it('every 24 hours is midnight UTC, every 6 hours is 12:00 and then 18:00', () => {
    expect(payoutTickAt(NOW, 24)).toEqual(new Date('2026-11-21T00:00:00Z'));
    expect(nextPayoutTick(NOW, 24)).toEqual(new Date('2026-11-22T00:00:00Z'));
    expect([payoutTickAt(NOW, 6), nextPayoutTick(NOW, 6)]).toEqual([
      new Date('2026-11-21T12:00:00Z'),
      new Date('2026-11-21T18:00:00Z'),
    ]);
  });
});

describe('payouts that wait for a balance', () => {
  const waiting = [40n, 100n, 5n].map((amountMicros, i) => ({ id: `pay_${i}`, amountMicros }));

  it('of 40 + 100 + 5 a balance of 60 covers the first alone: the second blocks the third', () => {
    expect(coveredPayouts(waiting, 60n).map(({ id }) => id)).toEqual(['pay_0']);
    expect(coveredPayouts(waiting, 145n)).toHaveLength(3);
    expect(coveredPayouts(waiting, 39n)).toEqual([]);
  });

  it('whatever waits, those covered are the oldest, fit together, and the next would not', () => {
    const amounts = fc.array(fc.bigInt({ min: 1n, max: 50n }), { maxLength: 20 });
    fc.assert(
      fc.property(amounts, fc.bigInt({ min: 0n, max: 400n }), (list, available) => {
        const all = list.map((amountMicros, i) => ({ id: `${i}`, amountMicros }));
        const covered = coveredPayouts(all, available);
        expect(all.slice(0, covered.length)).toEqual(covered);
        const total = sumMicros(covered.map((one) => one.amountMicros));
        expect(total <= available).toBe(true);
        const next = all[covered.length];
        if (next) expect(total + next.amountMicros > available).toBe(true);
      }),
    );
  });
});

describe('a reversal', () => {
  it('told as 50, 50, 200 and 120 in all of 200 moves 50, nothing, 150, nothing', () => {
    let returnedMicros = 0n;
    const moved = [50n, 50n, 200n, 120n].map((all) => {
      const more = newlyReversed({ amountMicros: 200n, returnedMicros }, all);
      returnedMicros += more ?? 0n;
      return more;
    });
    expect(moved).toEqual([50n, null, 150n, null]);
  });
});

describe('the safeguard (L-8)', () => {
  it('100 + 20 of clients against 110 outside are 10 short; a receivable covers nothing, the exchange’s own money does', () => {
    const clients = [
      { kind: 'available', micros: 100n },
      { kind: 'payable', micros: 20n },
    ] as const;
    const short = safeguard([
      ...clients,
      { kind: 'receivable', micros: -30n },
      { kind: 'external:stripe', micros: -80n },
      { kind: 'external:bank', micros: -30n },
    ]);
    expect(short).toEqual({ clientMicros: 120n, externalMicros: 110n, shortMicros: 10n });
    expect(
      safeguard([...clients, { kind: 'fees', micros: 5n }, { kind: 'external:stripe', micros: -125n }]),
    ).toEqual({ clientMicros: 120n, externalMicros: 125n, shortMicros: 0n });
  });

  it('20 of play money cover clients where nothing is real; where real money moves they are missing, however much else is there', () => {
    const totals = [
      { kind: 'payable', micros: 120n },
      { kind: 'external:sandbox', micros: -20n },
    ] as const;
    const outside = (micros: bigint) => [...totals, { kind: 'external:bank', micros }] as const;
    expect(safeguard(outside(-100n)).shortMicros).toBe(0n);
    expect(safeguard(outside(-100n), { realMoneyMoves: true })).toEqual({
      clientMicros: 120n,
      externalMicros: 100n,
      shortMicros: 20n,
    });
    expect(safeguard(outside(-500n), { realMoneyMoves: true }).shortMicros).toBe(20n);
    expect(safeguard(outside(-90n), { realMoneyMoves: true }).shortMicros).toBe(30n);
  });
});

describe('the payee of an unsent payout', () => {
  it('that may not be paid for now lets it wait, that is closed or replaced ends it, any other gets it', () => {
    const of = (state: Parameters<typeof payeeReady>[0]['state'], hasAnother = false) =>
      payeeReady({ state, hasAnother });
    expect((['restricted', 'onboarding', 'pending'] as const).map((state) => of(state))).toEqual([
      'waits',
      'waits',
      'waits',
    ]);
    expect([of('enabled', true), of(null, true), of('disabled'), of('restricted', true)]).toEqual([
      'ready',
      'ready',
      'closed',
      'closed',
    ]);
  });
});
