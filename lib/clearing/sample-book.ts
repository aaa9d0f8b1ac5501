import { mulberry32 } from '@/lib/core/prng';
import { BOOK_FORMAT, type Book, type BookOrder, type BookPool } from './book';

/** What a generated book looks like; same settings, same book. */
export interface SampleSettings {
  readonly pools: number;
  readonly orders: number;
  readonly hours: number;
  /** Demanded over offered card-hours. */
  readonly load: number;
  /** Share of spread orders, 0 … 1. */
  readonly spread: number;
  readonly seed: number;
  /** Pools sell by whole lots of 1, 2 or 4 cards instead of single cards. */
  readonly lots?: boolean;
  /** Every price and limit is multiplied by this whole number. */
  readonly priceScale?: number;
}

interface Draft {
  readonly isSpread: boolean;
  readonly gang: number;
  readonly work: number;
  readonly earliest: number;
  readonly slack: number;
  readonly value: number;
}

/** A seeded book: pools of differing size, speed and hourly ask, orders that can run on most of them. */
export function sampleBook(settings: SampleSettings): Book {
  const { hours, seed, priceScale = 1 } = settings;
  const random = mulberry32(seed);
  const pools = Array.from({ length: settings.pools }, (_, p) => samplePool(random, p, settings));
  const drafts = Array.from({ length: settings.orders }, () => sampleDraft(random, settings));
  const offered = pools.reduce((sum, { speed, size }) => sum + speed * size * hours, 0);
  const demanded = drafts.reduce((sum, { work }) => sum + work, 0);
  const scale = (offered * settings.load) / Math.max(1, demanded);
  const orders = drafts.flatMap((draft, j) => sampleOrder(random, j, draft, scale, pools, settings) ?? []);
  return {
    format: BOOK_FORMAT,
    startsAt: '2026-11-20T00:00:00Z',
    hours,
    currency: 'CNY',
    pools: pools.map(({ pool }) => pool),
    orders: orders.map((order) => ({ ...order, limit: order.limit * priceScale })),
  };
}

interface SamplePool {
  readonly pool: BookPool;
  readonly speed: number;
  readonly size: number;
  readonly lotCards: number;
  readonly askMicros: number;
}

function samplePool(random: () => number, p: number, settings: SampleSettings): SamplePool {
  const { hours, lots = false, priceScale = 1 } = settings;
  const speed = 1 + Math.floor(random() * 6) / 2;
  const lotCards = lots ? 2 ** Math.floor(random() * 3) : 1;
  const size = 4 * 2 ** Math.floor(random() * 4);
  const askMicros = Math.round(speed * (300 + 400 * random())) * 10_000;
  const shift = Math.floor(random() * 24);
  const night = 0.6 + 0.4 * random();
  const halfFrom = Math.floor(random() * hours * 2);
  const ask = Array.from(
    { length: hours },
    (_, h) => Math.round(askMicros * ((h + shift) % 24 < 8 ? night : 1)) * priceScale,
  );
  const cards = Array.from({ length: hours }, (_, h) =>
    h >= halfFrom && h < halfFrom + 6 ? size >> 1 : size,
  );
  const id = `pol_${String(p).padStart(4, '0')}`;
  return { pool: { id, ...(lots ? { lotCards } : {}), cards, ask }, speed, size, lotCards, askMicros };
}

function sampleDraft(random: () => number, { hours, spread }: SampleSettings): Draft {
  const gang = 2 ** Math.floor(random() * random() * 5);
  const length = 1 + Math.floor(random() * random() * Math.min(24, hours));
  return {
    isSpread: random() < spread,
    gang,
    work: gang * length * (1 + random()),
    earliest: Math.floor(random() * hours * 0.6),
    slack: 1.2 + 3 * random(),
    value: 0.7 + 1.4 * random() * random() + 0.3 * random(),
  };
}

function sampleOrder(
  random: () => number,
  j: number,
  draft: Draft,
  scale: number,
  pools: readonly SamplePool[],
  { hours }: SampleSettings,
): BookOrder | null {
  const runs = pools.flatMap((pool) => {
    if (random() < 0.25) return [];
    const cards = Math.ceil(draft.gang / pool.lotCards) * pool.lotCards;
    const cardHours = Math.max(1, Math.round((draft.work * scale) / pool.speed));
    const length = Math.max(1, Math.round(cardHours / cards));
    return cards <= pool.size ? [{ pool, cards, cardHours, length }] : [];
  });
  if (runs.length === 0) return null;
  const cheapest = Math.min(...runs.map(({ pool, cardHours }) => cardHours * pool.askMicros));
  const fastest = Math.min(...runs.map(({ length }) => length));
  const terms = {
    id: `ord_${String(j).padStart(5, '0')}`,
    seq: j + 1,
    limit: Math.round(cheapest * draft.value),
    earliest: draft.earliest,
    deadline: Math.min(hours, Math.ceil(draft.earliest + fastest * draft.slack) + 1),
  };
  return draft.isSpread
    ? {
        ...terms,
        shape: 'spread',
        options: runs.map(({ pool, cardHours, cards }) => ({
          pool: pool.pool.id,
          cardHours,
          maxCards: 2 * cards,
        })),
      }
    : {
        ...terms,
        shape: 'block',
        options: runs.map(({ pool, cards, length }) => ({ pool: pool.pool.id, cards, hours: length })),
      };
}
