import { describe, expect, it } from 'vitest';
import { hourOf } from '@/lib/core/hours';
import { isPastFilling, lastStartHour, orderAfter } from './order-state';
import { taxIn } from './tax';
import { changeTerms, DEFAULT_TERMS, type MarketTerms, TermsValues, termsAt } from './terms';

const NOW = new Date('2026-11-23T08:40:00Z');
const HOUR = hourOf(NOW);
const latest: MarketTerms = { ...DEFAULT_TERMS, version: 3, validFromHour: 10 };

describe('market terms (M-19)', () => {
  it('of versions from hours 0, 10 and 20, hour 19 is under the second and hour 20 under the third', () => {
    const versions = [20, 0, 10].map((validFromHour, at) => ({ version: at + 1, validFromHour }));
    expect(termsAt(versions, 19)?.validFromHour).toBe(10);
    expect(termsAt(versions, 20)?.validFromHour).toBe(20);
    expect(termsAt(versions, -1)).toBeNull();
  });

  it('of two versions from the same hour the later counts', () => {
    const versions = [1, 2].map((version) => ({ version, validFromHour: 5 }));
    expect(termsAt(versions, 5)?.version).toBe(2);
    expect(termsAt(versions.toReversed(), 5)?.version).toBe(2);
  });

  it('a change is the next version and needs 24 whole hours of notice', () => {
    const values = { ...DEFAULT_TERMS, feeBps: 250 };
    const at = (hour: number) => changeTerms(latest, values, hour, NOW);
    expect(at(HOUR + 25)).toEqual({ ok: true, value: { ...values, version: 4, validFromHour: HOUR + 25 } });
    expect(at(HOUR + 24)).toMatchObject({ ok: false, refusal: { code: 'notice_too_short' } });
  });

  it('a change that changes nothing, indicative rounds rarer than main ones, and card money that waits past its end are refused', () => {
    expect(changeTerms(latest, DEFAULT_TERMS, HOUR + 99, NOW)).toMatchObject({
      refusal: { code: 'nothing_changed' },
    });
    const rare = { ...DEFAULT_TERMS, mainRoundSeconds: 60, indicativeRoundSeconds: 61 };
    expect(changeTerms(latest, rare, HOUR + 99, NOW)).toMatchObject({
      refusal: { code: 'rounds_out_of_order' },
    });
    const late = { ...DEFAULT_TERMS, cardFinalDays: 120, cardPayoutDays: 121 };
    expect(changeTerms(latest, late, HOUR + 99, NOW)).toMatchObject({
      refusal: { code: 'card_days_out_of_order' },
    });
  });

  it('the defaults are terms an operator could set', () => {
    expect(TermsValues.parse(DEFAULT_TERMS)).toEqual(DEFAULT_TERMS);
  });
});

describe('tax', () => {
  it('106.00 holds 6.00 of tax at 6 %, 0.01 holds none', () => {
    expect(taxIn(106_000_000n, 600)).toBe(6_000_000n);
    expect(taxIn(1n, 600)).toBe(0n);
  });
});

describe('an order (M-7)', () => {
  const open = { kind: 'limit', state: 'open', roundsStood: 1 } as const;

  it('is filled, cancelled or expired once and for all', () => {
    for (const [event, state] of [
      ['fill', 'filled'],
      ['cancel', 'cancelled'],
      ['expire', 'expired'],
    ] as const) {
      expect(orderAfter(open, event)).toEqual({ ok: true, value: state });
      expect(orderAfter({ ...open, state }, event)).toMatchObject({ refusal: { code: 'order_closed' } });
    }
  });

  it('stands for at least one round before it can be cancelled', () => {
    expect(orderAfter({ ...open, roundsStood: 0 }, 'cancel')).toMatchObject({
      refusal: { code: 'stands_one_round' },
    });
    expect(orderAfter({ ...open, roundsStood: 0 }, 'fill').ok).toBe(true);
  });

  it('of 5 hours by hour 20 can start in hour 15 at the latest; a spread in hour 19', () => {
    const block = [
      { poolId: 'a', cards: 8, hours: 9 },
      { poolId: 'b', cards: 16, hours: 5 },
    ];
    expect(lastStartHour(20, block)).toBe(15);
    expect(isPastFilling({ deadlineHour: 20, options: block }, 15)).toBe(false);
    expect(isPastFilling({ deadlineHour: 20, options: block }, 16)).toBe(true);
    expect(lastStartHour(20, [{ poolId: 'a', cardHours: 50, maxCards: 4 }])).toBe(19);
  });
});
