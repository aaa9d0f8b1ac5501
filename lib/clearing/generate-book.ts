import { mulberry32 } from '@/lib/core/prng';
import { BOOK_FORMAT, type Book, type BookOrder, type BookPool } from './book';

/** What a generated book is made of: how large, how crowded, how much of it spread orders, and the seed. */
export interface BookSettings {
  readonly pools: number;
  readonly orders: number;
  readonly hours: number;
  /** Demanded over offered card-hours, both weighted by the speed of the chip. */
  readonly load: number;
  /** The share of orders that are spread. */
  readonly spread: number;
  readonly seed: number;
}

type Random = () => number;

interface Chip {
  readonly speed: number;
  readonly yuanPerHour: number;
}

interface DraftPool extends BookPool {
  readonly chip: number;
  /** Cards where nothing is busy. */
  readonly size: number;
  readonly base: number;
  readonly cards: readonly number[];
}

interface DraftOrder {
  readonly isSpread: boolean;
  readonly gang: number;
  /** Card-hours on the least chip, before the load is set. */
  readonly work: number;
  readonly leastChip: number;
  readonly earliest: number;
  /** The window over the time the fastest option takes. */
  readonly slack: number;
  /** The limit over the cheapest option's cost at the pools' base asks. */
  readonly value: number;
}

const CHIPS = 8;
const NIGHT_HOURS = 8;
const LONGEST_JOB_HOURS = 96;
/** Asks and limits are whole hundredths of a cent: 100 micros. */
const micros = (yuan: number): number => Math.round(yuan * 1e4) * 100;
const nameOf = (prefix: string, n: number): string => `${prefix}_${String(n).padStart(6, '0')}`;

function normal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(random() || 1e-9));
  return radius * Math.cos(2 * Math.PI * random());
}

/**
 * A seeded book shaped like a market: chips of eight speeds, asks with night discounts, pools partly busy, gangs of
 * powers of two, log-normal lengths and values. Same settings, same book, as far as the platform's logarithm is the same.
 */
export function generateBook(settings: BookSettings): Book {
  const random = mulberry32(settings.seed);
  const chips = Array.from({ length: CHIPS }, (_, k): Chip => {
    const speed = 2 ** (k / 2);
    return { speed, yuanPerHour: 4 * speed * (0.8 + 0.4 * random()) };
  });
  const pools = Array.from({ length: settings.pools }, (_, p) => draftPool(random, chips, p, settings.hours));
  let offered = 0;
  for (const { cards, chip } of pools)
    offered += cards.reduce((sum, count) => sum + count, 0) * chips[chip]!.speed;
  const drafts: DraftOrder[] = [];
  let demanded = 0;
  for (let j = 0; j < settings.orders; j++) {
    const draft = draftOrder(random, settings);
    demanded += draft.work * chips[draft.leastChip]!.speed;
    drafts.push(draft);
  }
  const scale = (offered * settings.load) / demanded;
  const orders = drafts.flatMap((draft, j) => {
    const order = orderOf(random, { draft, j, scale, pools, chips, hours: settings.hours });
    return order ? [order] : [];
  });
  return {
    format: BOOK_FORMAT,
    startsAt: '2026-11-20T00:00:00Z',
    hours: settings.hours,
    currency: 'CNY',
    pools: pools.map(({ id, cards, ask }) => ({ id, cards, ask })),
    orders,
  };
}

function draftPool(random: Random, chips: readonly Chip[], p: number, hours: number): DraftPool {
  const chip = Math.floor(random() * chips.length);
  const size = 8 * Math.ceil(2 ** (random() * 5));
  const base = chips[chip]!.yuanPerHour * (0.75 + 0.5 * random());
  const nightShare = random() < 0.6 ? 0.55 + 0.35 * random() : 1;
  const shift = Math.floor(random() * 24);
  const busyFrom = Math.floor(random() * hours);
  const busyFor = random() < 0.4 ? Math.floor(random() * hours * 0.4) : 0;
  const isNight = (hour: number): boolean => (hour + shift) % 24 < NIGHT_HOURS;
  const isBusy = (hour: number): boolean => hour >= busyFrom && hour < busyFrom + busyFor;
  const grid = Array.from({ length: hours }, (_, hour) => hour);
  return {
    id: nameOf('pol', p),
    chip,
    size,
    base,
    ask: grid.map((hour) => micros(base * (isNight(hour) ? nightShare : 1))),
    cards: grid.map((hour) => (isBusy(hour) ? Math.floor(size / 2) : size)),
  };
}

function draftOrder(random: Random, { hours, spread }: BookSettings): DraftOrder {
  const isSpread = random() < spread;
  const gang = 2 ** Math.floor(random() * random() * 7);
  const length = Math.max(1, Math.min(LONGEST_JOB_HOURS, Math.round(Math.exp(1.5 + 1.1 * normal(random)))));
  const leastChip = Math.floor(random() * random() * CHIPS);
  const earliest = Math.floor(random() * hours * 0.6);
  const slack = 1.2 + 3 * random();
  const value = Math.exp(0.25 + 0.45 * normal(random));
  return { isSpread, gang, work: gang * length, leastChip, earliest, slack, value };
}

interface OrderDraft {
  readonly draft: DraftOrder;
  readonly j: number;
  readonly scale: number;
  readonly pools: readonly DraftPool[];
  readonly chips: readonly Chip[];
  readonly hours: number;
}

/** One way to run a draft in a pool, with the hours it takes there at least. */
interface Way {
  readonly pool: string;
  readonly cards: number;
  readonly cardHours: number;
  readonly hours: number;
  readonly cost: number;
}

function wayIn(pool: DraftPool, cardHours: number, { isSpread, gang }: DraftOrder): Way {
  if (isSpread) {
    const cards = Math.min(pool.size, Math.max(1, gang * 2));
    const whole = Math.max(1, Math.round(cardHours));
    return {
      pool: pool.id,
      cards,
      cardHours: whole,
      hours: Math.ceil(cardHours / cards),
      cost: whole * pool.base,
    };
  }
  const hours = Math.max(1, Math.round(cardHours / gang));
  return { pool: pool.id, cards: gang, cardHours: gang * hours, hours, cost: gang * hours * pool.base };
}

function orderOf(random: Random, { draft, j, scale, pools, chips, hours }: OrderDraft): BookOrder | null {
  const ways: Way[] = [];
  for (const pool of pools) {
    if (pool.chip < draft.leastChip || draft.gang > pool.size || random() < 0.3) continue;
    const cardHours = (draft.work * scale * chips[draft.leastChip]!.speed) / chips[pool.chip]!.speed;
    const way = wayIn(pool, cardHours, draft);
    if (draft.isSpread || way.hours <= hours) ways.push(way);
  }
  if (ways.length === 0) return null;
  const fastest = ways.reduce((least, way) => Math.min(least, way.hours), Number.POSITIVE_INFINITY);
  const cheapest = ways.reduce((least, { cost }) => Math.min(least, cost), Number.POSITIVE_INFINITY);
  const terms = {
    id: nameOf('ord', j),
    seq: j + 1,
    limit: micros(cheapest * draft.value),
    earliest: draft.earliest,
    deadline: Math.min(hours, Math.ceil(draft.earliest + fastest * draft.slack) + 2),
  };
  return draft.isSpread
    ? {
        ...terms,
        shape: 'spread',
        options: ways.map(({ pool, cardHours, cards }) => ({ pool, cardHours, maxCards: cards })),
      }
    : {
        ...terms,
        shape: 'block',
        options: ways.map(({ pool, cards, hours: length }) => ({ pool, cards, hours: length })),
      };
}
