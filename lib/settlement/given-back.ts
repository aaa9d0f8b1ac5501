import { leastMicros, type Micros, sumMicros } from '@/lib/core/amount';
import type { Hour } from '@/lib/core/hours';
import { compareIds } from '@/lib/core/ids';

/** Cards of one pool-hour as a lease has them, at its price per card. */
interface HourCards {
  readonly leaseId: string;
  readonly cards: number;
  readonly priceMicros: Micros;
}

/** Cards of one pool-hour that a buyer gave back when it left its lease. */
export interface GivenBackCards extends HourCards {
  readonly leftAt: Date;
  /** Whether their provider kept them from being sold again since, for however short. */
  readonly withheld: boolean;
}

/** Cards of the same pool-hour that a trade sold, whatever became of its lease. */
export interface SoldCards extends HourCards {
  readonly soldAt: Date;
}

/** One pool-hour as it begins, for those who gave cards of it back. */
export interface BeginningHour {
  readonly back: readonly GivenBackCards[];
  readonly sold: readonly SoldCards[];
  /** Cards on offer that nobody has: none while the pool doesn't sell. */
  readonly freeCards: number;
}

const byTime = (a: Date, b: Date): number => a.getTime() - b.getTime();

/**
 * Of what the cards each lease gave back cost it, what returns because they were taken (S-8), in micros, by lease: a card
 * sold later serves whoever left first and returns what it is sold for, at most what it cost; waiting cards that their
 * provider withheld, or that aren't on offer as the hour begins, are its own and return what they cost.
 */
export function takenMicros({ back, sold, freeCards }: BeginningHour): ReadonlyMap<string, Micros> {
  const queue = [...back]
    .sort((a, b) => byTime(a.leftAt, b.leftAt) || compareIds(a.leaseId, b.leaseId))
    .map((one) => ({ ...one, left: one.cards, returned: 0n }));
  const serve = (
    cards: number,
    takes: (one: GivenBackCards) => boolean,
    returns: (one: GivenBackCards) => Micros,
  ): void => {
    let rest = cards;
    for (const one of queue.filter(takes)) {
      const served = Math.min(rest, one.left);
      one.left -= served;
      one.returned += BigInt(served) * returns(one);
      rest -= served;
    }
  };
  for (const sale of [...sold].sort((a, b) => byTime(a.soldAt, b.soldAt)))
    serve(
      sale.cards,
      (one) => one.leftAt <= sale.soldAt && one.leaseId !== sale.leaseId,
      (one) => leastMicros(one.priceMicros, sale.priceMicros),
    );
  const waiting = () => queue.reduce((sum, { left }) => sum + left, 0);
  const itsOwn = ({ priceMicros }: GivenBackCards): Micros => priceMicros;
  serve(waiting(), ({ withheld }) => withheld, itsOwn);
  serve(Math.max(0, waiting() - freeCards), () => true, itsOwn);
  return new Map(queue.map(({ leaseId, returned }) => [leaseId, returned]));
}

/** A lease's cards in one hour and their price per card. */
export interface LeasedHour {
  readonly hour: Hour;
  readonly cards: number;
  readonly priceMicros: Micros;
}

/** What a lease's hours in [from, to) cost, in micros. */
export const hoursCost = (hours: readonly LeasedHour[], from: Hour, to: Hour): Micros =>
  sumMicros(
    hours.filter(({ hour }) => hour >= from && hour < to).map((h) => BigInt(h.cards) * h.priceMicros),
  );

/** What a lease its buyer left has to pay for, in micros. */
export interface LeftLease {
  readonly priceMicros: Micros;
  /** 5 % of the price. */
  readonly chargeMicros: Micros;
  /** For accepted units. */
  readonly acceptedMicros: Micros;
  /** Back with the buyer for units decided for it. */
  readonly refusedMicros: Micros;
  /** Of all hours given back. */
  readonly hoursMicros: Micros;
}

/** Of the hours given back those that have begun: what they cost, and what of that returns as they were taken or withheld, in micros. */
export interface BegunHours {
  readonly begunMicros: Micros;
  readonly takenMicros: Micros;
}

/**
 * Where the price of a left lease stands, in micros (S-8): paid are 5 %, the accepted units and of the begun hours what
 * didn't return, at most the price that wasn't returned for units; on hold is the most that the hours to come may still add;
 * the rest has returned. Paid and returned only ever grow, and together with the hold they are the price.
 */
export function leftMoney(left: LeftLease, { begunMicros, takenMicros }: BegunHours) {
  const mostMicros = left.priceMicros - left.refusedMicros;
  const surely = left.chargeMicros + left.acceptedMicros - takenMicros;
  const earnedMicros = leastMicros(mostMicros, surely + begunMicros);
  const reachableMicros = leastMicros(mostMicros, surely + left.hoursMicros);
  return {
    earnedMicros,
    heldMicros: reachableMicros - earnedMicros,
    refundedMicros: left.priceMicros - reachableMicros,
  };
}
