import { amountText, type Micros } from '@/lib/core/amount';
import { weightedQuantile } from '@/lib/oversight/price-statistics';
import { type BothWays, bothWaysLines } from './both-ways';
import { BUYERS_RULE_TEXT } from './buyers-side';
import { tableLines } from './table-lines';

/** How often each reason was met. */
export type Counts = ReadonlyMap<string, number>;

/** Card-hours of a chip that were traded at one price. */
export interface TradedChip {
  readonly chip: string;
  readonly priceMicros: Micros;
  readonly cardHours: number;
}

export interface RoundFigures {
  readonly number: number;
  readonly orders: number;
  readonly filled: number;
  readonly welfareMicros: Micros;
  readonly boundMicros: Micros;
  readonly elapsedMs: number;
}

/** Everything a replay's summary says. */
export interface ReplayFigures {
  readonly seed: number;
  readonly hours: number;
  readonly currency: string;
  readonly offers: {
    readonly read: number;
    readonly mapped: number;
    readonly refused: Counts;
    readonly providers: number;
    readonly cards: number;
    readonly chipAmbiguous: number;
    readonly placeByCountry: number;
  };
  readonly tasks: {
    readonly read: number;
    readonly mapped: number;
    readonly refused: Counts;
    readonly fractions: number;
    /** Card-hours the mapped tasks ask for. */
    readonly cardHours: number;
  };
  readonly orders: {
    readonly placed: number;
    readonly notPlaced: Counts;
    readonly filled: number;
    readonly unfilled: Counts;
    readonly fundedMicros: Micros;
  };
  readonly trades: {
    readonly cardHours: number;
    readonly valueMicros: Micros;
    readonly earnedMicros: Micros;
    readonly feeMicros: Micros;
    readonly prices: readonly TradedChip[];
  };
  readonly leases: Counts;
  readonly deliveries: Counts;
  readonly rounds: readonly RoundFigures[];
  readonly bothWays: BothWays;
  /** Market hours until everything was settled. */
  readonly hoursPlayed: number;
  readonly seconds: Counts;
}

const whole = (value: number): string => value.toLocaleString('en-US');
const total = (counts: Counts): number => [...counts.values()].reduce((sum, count) => sum + count, 0);

/** `none`, or `12 (no_gpu 10, no_run_time 2)`. */
const countsText = (counts: Counts): string =>
  counts.size === 0
    ? 'none'
    : `${whole(total(counts))} (${[...counts]
        .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
        .map(([reason, count]) => `${reason} ${whole(count)}`)
        .join(', ')})`;

const ratio = (part: bigint, of: bigint): number => (of === 0n ? 1 : Number(part) / Number(of));

const share = (value: number): string => value.toFixed(4);

const PERCENTS = [0, 25, 50, 75, 100] as const;

function priceTable(prices: readonly TradedChip[]): string[] {
  const chips = [...new Set(prices.map(({ chip }) => chip))].sort();
  const rows = chips.map((chip) => {
    const traded = prices.filter((price) => price.chip === chip);
    const cardHours = traded.reduce((sum, price) => sum + price.cardHours, 0);
    const quantiles = PERCENTS.map((percent) => amountText(weightedQuantile(traded, percent) ?? 0n));
    return [`  ${chip}`, whole(cardHours), ...quantiles];
  });
  return tableLines([['  chip', 'card-hours', 'least', 'p25', 'median', 'p75', 'most'], ...rows]);
}

/** Welfare over its bound, of all rounds together and of the worst one (M-14). */
export function welfareShares(rounds: readonly RoundFigures[]): {
  readonly all: number;
  readonly worst: { readonly number: number; readonly share: number } | null;
} {
  const sum = (of: (round: RoundFigures) => bigint) => rounds.reduce((micros, one) => micros + of(one), 0n);
  const shares = rounds.map((one) => ({
    number: one.number,
    share: ratio(one.welfareMicros, one.boundMicros),
  }));
  const worst = shares.reduce<(typeof shares)[number] | null>(
    (least, one) => (least === null || one.share < least.share ? one : least),
    null,
  );
  return {
    all: ratio(
      sum((one) => one.welfareMicros),
      sum((one) => one.boundMicros),
    ),
    worst,
  };
}

function inputLines({ offers, tasks, hours }: ReplayFigures): string[] {
  const offered = offers.cards * hours;
  return [
    `offers    ${whole(offers.read)} rows read, ${whole(offers.mapped)} mapped, refused: ${countsText(offers.refused)}`,
    `          ${whole(offers.mapped)} pools of ${whole(offers.providers)} providers (one per place), ${whole(offers.cards)} cards, sold card by card`,
    `          at the machine’s price ÷ its cards, rounded up to a micro; spot prices aren’t used`,
    `          ${whole(offers.chipAmbiguous)} chip names fit several variants (the commonest was taken), ${whole(offers.placeByCountry)} places are known by country only`,
    `tasks     ${whole(tasks.read)} rows read, ${whole(tasks.mapped)} mapped, refused: ${countsText(tasks.refused)}`,
    `          ${whole(tasks.fractions)} asked for a fraction of a card and got one card; run times are rounded up to whole hours`,
    `          creation times scaled linearly into ${whole(hours)} h; a task that names chips takes any of those, else any chip`,
    `load      ${whole(tasks.cardHours)} card-hours wanted ÷ ${whole(offered)} offered in ${whole(hours)} h = ${(tasks.cardHours / offered).toFixed(2)}`,
  ];
}

function marketLines(figures: ReplayFigures): string[] {
  const { orders, trades, rounds, currency } = figures;
  const { all, worst } = welfareShares(rounds);
  const sum = (of: (round: RoundFigures) => bigint) => rounds.reduce((micros, one) => micros + of(one), 0n);
  const engineS = rounds.reduce((ms, one) => ms + one.elapsedMs, 0) / 1000;
  return [
    `buyers’ side, seed ${figures.seed} (public data has no budgets and no deadlines):`,
    ...BUYERS_RULE_TEXT.map((line) => `          ${line}`),
    `orders    ${whole(orders.placed)} funded limit orders (${amountText(orders.fundedMicros)} ${currency} topped up); not placed: ${countsText(orders.notPlaced)}`,
    `          ${whole(orders.filled)} filled, unfilled: ${countsText(orders.unfilled)}`,
    `trades    ${whole(trades.cardHours)} card-hours for ${amountText(trades.valueMicros)} ${currency}; earned ${amountText(trades.earnedMicros)}, of which fees ${amountText(trades.feeMicros)}`,
    `leases    ${countsText(figures.leases)}`,
    `delivered ${countsText(figures.deliveries)}`,
    `rounds    ${whole(rounds.length)} in ${whole(figures.hoursPlayed)} market hours, engine ${engineS.toFixed(1)} s`,
    `          welfare ÷ bound ${share(all)} (${amountText(sum((r) => r.welfareMicros))} of ${amountText(sum((r) => r.boundMicros))} ${currency})${
      worst ? `, worst round ${share(worst.share)} (number ${worst.number})` : ''
    }`,
  ];
}

/** A replay's figures as text: what was read, what the market did, what it cost in time. */
export function summaryText(figures: ReplayFigures): string {
  const seconds = [...figures.seconds].map(([phase, took]) => [`  ${phase}`, took.toFixed(1)]);
  return [
    ...inputLines(figures),
    ...marketLines(figures),
    `prices per card-hour, ${figures.currency}, weighted by card-hours:`,
    ...priceTable(figures.trades.prices),
    ...bothWaysLines(figures.bothWays, figures.currency),
    'seconds per phase:',
    ...tableLines(seconds),
  ].join('\n');
}
