import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantCards, type RoundProtections, reserveCards, reservedFromHour } from './instant-cards';

const HOUR = 1000;
const at = (hours: number) => new Date(hours * 3_600_000);
const terms = (changes: Partial<RoundProtections> = {}): RoundProtections => ({
  instantReserveBps: 3000,
  instantReserveHours: 24,
  freedCardsPassRound: true,
  ...changes,
});
const cards = (reservedCards: number, heldBackCards: number) => ({
  hour: HOUR,
  offeredCards: 64,
  reservedCards,
  heldBackCards,
});

describe('the cards an instant order may take (M-6b)', () => {
  it('of 64 cards in lots of 8, 30 % are 19.2: two lots, 16 cards, are kept', () => {
    expect(reserveCards(64, 8, 3000)).toBe(16);
    expect(reserveCards(64, 1, 3000)).toBe(19);
    expect(reserveCards(8, 8, 3000)).toBe(0);
    expect(reserveCards(64, 8, 10_000)).toBe(64);
  });

  it('the reserve of an hour stands until exactly 24 hours before it starts', () => {
    const take = (now: Date) => instantCards(cards(0, 0), 8, { terms: terms(), now });
    expect(take(new Date(at(HOUR - 24).getTime() - 1))).toBe(48);
    expect(take(at(HOUR - 24))).toBe(64);
    expect(reservedFromHour({ terms: terms(), now: at(HOUR) })).toBe(HOUR + 25);
  });

  it('with 40 reserved and 8 held back, 16 are left near the hour and none far from it', () => {
    expect(instantCards(cards(40, 8), 8, { terms: terms(), now: at(HOUR - 1) })).toBe(16);
    expect(instantCards(cards(40, 8), 8, { terms: terms(), now: at(HOUR - 48) })).toBe(0);
  });

  it('terms without protections leave every free card', () => {
    const none = terms({ instantReserveBps: 0, freedCardsPassRound: false });
    expect(instantCards(cards(40, 24), 8, { terms: none, now: at(HOUR - 48) })).toBe(24);
  });

  it('is never negative, never more than what is free, and never less than with stricter terms', () => {
    const share = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(
        share,
        share,
        fc.nat(64),
        fc.nat(64),
        fc.nat(60),
        (one, other, reserved, heldBack, ahead) => {
          const take = (instantReserveBps: number) =>
            instantCards(cards(reserved, Math.min(heldBack, 64 - reserved)), 8, {
              terms: terms({ instantReserveBps }),
              now: at(HOUR - ahead),
            });
          expect(take(one)).toBeGreaterThanOrEqual(0);
          expect(take(one)).toBeLessThanOrEqual(64 - reserved);
          expect(take(Math.min(one, other))).toBeGreaterThanOrEqual(take(Math.max(one, other)));
        },
      ),
    );
  });
});
