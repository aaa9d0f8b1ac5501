import type { Micros } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import { mulberry32 } from '@/lib/core/prng';
import type { Offer } from './read-offer';
import type { Task } from './read-task';

/** What public traces don't have: who buys, the most they pay, until when, and whether they answer a delivery. */
export interface PlannedOrder {
  readonly task: Task;
  /** Which of the buyers, from 0. */
  readonly buyer: number;
  /** Milliseconds from the replay's start. */
  readonly arrivesAtMs: number;
  readonly limitMicros: Micros;
  /** Whole hours from the replay's start, exclusive. */
  readonly deadlineHours: number;
  /** Accepts a delivery at once; else its silence does. */
  readonly answers: boolean;
}

export interface BuyersRule {
  readonly seed: number;
  readonly buyers: number;
  /** Creation times are scaled linearly into this many hours. */
  readonly hours: number;
}

const HOUR_MS = 3_600_000;
const MICROS_PER_CENT = 10_000n;
/** Hours between an arrival and the first hour the next round can still sell. */
const ROUND_HOURS = 2;
/** Shares of orders in percent with the least and most hours they can wait beyond their run time. */
const PATIENCE = [
  { share: 30, least: 0, most: 4 },
  { share: 50, least: 5, most: 24 },
  { share: 20, least: 25, most: 72 },
] as const;
const ANSWERING_SHARE = 2 / 3;

/** The rule in words, for the summary. */
export const BUYERS_RULE_TEXT = [
  'limit: card-hours × reference × (0.4 + 0.8 × (u₁ + u₂)), so 40 % to 200 % and 120 % on average, up to the next cent;',
  'reference: the median ask of the listed cards of the chips that will do (of all cards where none is listed);',
  'deadline: arrival’s hour + 2 + run time + patience: 0–4 h for 30 % of orders, 5–24 h for 50 %, 25–72 h for 20 %;',
  'buyers: drawn evenly; they answer two deliveries in three at once, else silence accepts.',
] as const;

/** The median ask per card-hour over the cards of the given offers, micros; null without offers. */
export function medianAsk(offers: readonly Pick<Offer, 'cards' | 'askMicros'>[]): Micros | null {
  const sorted = [...offers].sort((a, b) =>
    a.askMicros < b.askMicros ? -1 : a.askMicros > b.askMicros ? 1 : 0,
  );
  const cards = sorted.reduce((sum, offer) => sum + offer.cards, 0);
  let passed = 0;
  for (const offer of sorted) {
    passed += offer.cards;
    if (passed * 2 >= cards) return offer.askMicros;
  }
  return null;
}

/** References by the set of chips a task admits, each worked out once. */
function referencesOf(offers: readonly Offer[]): (chips: readonly string[]) => Micros {
  const known = new Map<string, Micros>();
  const ofAll = medianAsk(offers);
  assert(ofAll !== null, 'replay: no offers');
  return (chips) => {
    const key = chips.join();
    const reference =
      known.get(key) ??
      (chips.length === 0 ? ofAll : (medianAsk(offers.filter(({ chip }) => chips.includes(chip))) ?? ofAll));
    known.set(key, reference);
    return reference;
  };
}

function patienceHours(draw: () => number): number {
  const percent = draw() * 100;
  const within = draw();
  let passed = 0;
  for (const { share, least, most } of PATIENCE) {
    passed += share;
    if (percent < passed) return least + Math.floor(within * (most - least + 1));
  }
  return 0;
}

/** Up to the next whole cent. */
const wholeCents = (micros: Micros): Micros =>
  ((micros + MICROS_PER_CENT - 1n) / MICROS_PER_CENT) * MICROS_PER_CENT;

/**
 * The buyers' side of tasks by a seeded rule, in order of arrival: the same tasks, offers and seed give the same
 * orders. Creation times are scaled so that the first task arrives at the start and the last before the last hour ends.
 */
export function planOrders(
  tasks: readonly Task[],
  offers: readonly Offer[],
  rule: BuyersRule,
): readonly PlannedOrder[] {
  const draw = mulberry32(rule.seed);
  const referenceOf = referencesOf(offers);
  const times = tasks.map((task) => task.createdAtS);
  const first = times.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const last = times.reduce((a, b) => Math.max(a, b), 0);
  const spanMs = rule.hours * HOUR_MS - 1;
  const planned = tasks.map((task): PlannedOrder => {
    const arrivesAtMs = last > first ? Math.floor(((task.createdAtS - first) / (last - first)) * spanMs) : 0;
    // In whole thousandths, so that the limit is exact.
    const thousandths = 400 + Math.floor(800 * (draw() + draw()));
    const cardHours = BigInt(task.cards * task.hours);
    const limit = (cardHours * referenceOf(task.chips) * BigInt(thousandths)) / 1000n;
    const arrivalHour = Math.floor(arrivesAtMs / HOUR_MS);
    return {
      task,
      buyer: Math.floor(draw() * rule.buyers),
      arrivesAtMs,
      limitMicros: wholeCents(limit > 0n ? limit : 1n),
      deadlineHours: arrivalHour + ROUND_HOURS + task.hours + patienceHours(draw),
      answers: draw() < ANSWERING_SHARE,
    };
  });
  return planned.sort((a, b) => a.arrivesAtMs - b.arrivesAtMs);
}
