import { describe, expect, it } from 'vitest';
import { makeQuotes } from '@/lib/market/make-quotes';
import { DEFAULT_TERMS, type MarketTerms } from '@/lib/market/terms';
import { JOB_KINDS, SAMPLE_NOW, sampleJobs, sampleMarket } from './sample-market';

const TERMS: MarketTerms = { ...DEFAULT_TERMS, version: 1, validFromHour: 0 };
const BUYER = { organizationId: 'org_buyer', controllingGroup: null };

describe('the market quotes are measured on', () => {
  const market = sampleMarket(60, 336, 1, TERMS);

  it('has a row and a price of at least the ask for each of 60 pools × 336 hours, never more sold than offered', () => {
    expect(market.rows).toHaveLength(60 * 336);
    expect(market.rows.every(({ priceMicros, askMicros }) => (priceMicros ?? askMicros) >= askMicros)).toBe(
      true,
    );
    expect(market.rows.every(({ reservedCards, offeredCards }) => reservedCards <= offeredCards)).toBe(true);
  });

  it('quotes most of the jobs of every kind', () => {
    for (const kind of JOB_KINDS) {
      const quoted = sampleJobs(kind, 20, 336, 1).filter(
        (spec) =>
          makeQuotes({ ...market, spec, buyer: BUYER, terms: TERMS, now: SAMPLE_NOW }).quotes.length > 0,
      );
      expect([kind, quoted.length > 10]).toEqual([kind, true]);
    }
  });
});
