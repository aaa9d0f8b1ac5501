import { describe, expect, it } from 'vitest';
import { type Known, matchMovement } from './match-movement';

const YUAN = 1_000_000n;
const payment = {
  id: 'pay_1',
  kind: 'top_up',
  state: 'succeeded',
  amountMicros: 100n * YUAN,
  returnedMicros: 0n,
} as const;
const NOTHING: Known = { payment: null, chargeback: null };
const match = (
  kind: Parameters<typeof matchMovement>[0]['kind'],
  amount: bigint,
  known: Known = { ...NOTHING, payment },
  currency = 'CNY',
) => {
  const matched = matchMovement({ kind, amountMicros: amount * YUAN, currency }, known, 'CNY');
  return matched.state === 'matched' ? `matched ${matched.paymentId}` : `${matched.why} ${matched.paymentId}`;
};
const known = (given: Partial<NonNullable<Known['payment']>>): Known => ({
  ...NOTHING,
  payment: { ...payment, ...given },
});

describe('a channel’s line', () => {
  it('of +100.00 is the top-up of 100.00 that we credited', () => {
    expect(match('top_up', 100n)).toBe('matched pay_1');
  });
  it('of another amount, direction, kind or currency isn’t, nor one that we know nothing of', () => {
    expect(match('top_up', 99n)).toBe('amount_differs pay_1');
    expect(match('top_up', -100n)).toBe('amount_differs pay_1');
    expect(match('refund', -100n)).toBe('no_payment null');
    expect(match('top_up', 100n, { ...NOTHING, payment }, 'USD')).toBe('other_currency null');
    expect(match('top_up', 100n, NOTHING)).toBe('no_payment null');
    expect(match('other', 100n)).toBe('other_kind null');
  });
  it('of money that we haven’t credited yet waits', () => {
    expect(match('top_up', 100n, known({ state: 'open' }))).toBe('not_done pay_1');
  });
  it('of −100.00 is a refund or a payout of 100.00; what comes back is known in parts up to what our books say', () => {
    expect(match('refund', -100n, known({ kind: 'refund' }))).toBe('matched pay_1');
    expect(match('payout', -100n, known({ kind: 'payout' }))).toBe('matched pay_1');
    expect(match('refund', 100n, known({ kind: 'refund' }))).toBe('not_done pay_1');
    expect(match('refund', 100n, known({ kind: 'refund', returnedMicros: 100n * YUAN }))).toBe(
      'matched pay_1',
    );
    expect(match('reversal', 40n, known({ kind: 'payout', returnedMicros: 40n * YUAN }))).toBe(
      'matched pay_1',
    );
    expect(match('reversal', 41n, known({ kind: 'payout', returnedMicros: 40n * YUAN }))).toBe(
      'not_done pay_1',
    );
    expect(match('refund', -60n, known({ kind: 'refund' }))).toBe('amount_differs pay_1');
  });
  it('of a chargeback is known once our books took it, and its return once they gave it back', () => {
    const chargeback = {
      paymentId: 'pay_1',
      amountMicros: 100n * YUAN,
      withdrawn: true,
      reinstatedMicros: 0n,
      state: 'open',
    } as const;
    const of = (given: object): Known => ({ ...NOTHING, chargeback: { ...chargeback, ...given } });
    expect(match('chargeback', -100n, of({}))).toBe('matched pay_1');
    expect(match('chargeback', -100n, of({ withdrawn: false }))).toBe('not_done pay_1');
    expect(match('chargeback', 100n, of({}))).toBe('not_done pay_1');
    expect(match('chargeback', 100n, of({ state: 'won', reinstatedMicros: 100n * YUAN }))).toBe(
      'matched pay_1',
    );
    const partly = of({ state: 'won', reinstatedMicros: 40n * YUAN });
    expect(match('chargeback', 40n, partly)).toBe('matched pay_1');
    expect(match('chargeback', 100n, partly)).toBe('amount_differs pay_1');
    expect(match('chargeback', -99n, of({}))).toBe('amount_differs pay_1');
    expect(match('chargeback', -100n)).toBe('no_payment null');
  });
  it('of a fee or of money sent to our own bank is matched by itself', () => {
    expect(match('fee', -2n, NOTHING)).toBe('matched null');
    expect(match('to_bank', -500n, NOTHING)).toBe('matched null');
  });
});
