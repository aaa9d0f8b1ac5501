import { amountText, type Micros } from '@/lib/core/amount';
import { tableLines } from './table-lines';

/** What one way of trading made of the offers and orders of a replay. */
export interface WayFigures {
  readonly welfareMicros: Micros;
  readonly filled: number;
  readonly cardHours: number;
  readonly paidMicros: Micros;
}

/** The same offers and orders cleared in main rounds, and first come, first served at the asks; no database. */
export interface BothWays {
  readonly orders: number;
  readonly rounds: number;
  readonly boundMicros: Micros;
  readonly inRounds: WayFigures;
  readonly firstCome: WayFigures;
}

const whole = (value: number): string => value.toLocaleString('en-US');

/** The comparison as lines of the summary. */
export function bothWaysLines(ways: BothWays, currency: string): string[] {
  const row = (name: string, way: WayFigures): string[] => [
    `  ${name}`,
    amountText(way.welfareMicros),
    (Number(way.welfareMicros) / Math.max(1, Number(ways.boundMicros))).toFixed(4),
    whole(way.filled),
    whole(way.cardHours),
    amountText(way.paidMicros),
  ];
  return [
    `the same ${whole(ways.orders)} orders cleared both ways (simulated; asks don’t move and nobody cancels):`,
    ...tableLines([
      ['  way', `welfare, ${currency}`, '÷ bound', 'orders filled', 'card-hours', 'paid'],
      row(`${ways.rounds} hourly rounds`, ways.inRounds),
      row('first come, first served', ways.firstCome),
    ]),
    `          the bound, ${amountText(ways.boundMicros)} ${currency}, is that of all orders at once, known beforehand`,
  ];
}
