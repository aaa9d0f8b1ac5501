import fc from 'fast-check';
import { leastMicros } from '@/lib/core/amount';
import { type Hour, hourStart } from '@/lib/core/hours';
import type { Posting, Stamp } from '@/lib/ledger/posting';
import { cancelLeasePosting, type LeaseParties, passHoursPosting } from '@/lib/ledger/recipes';
import { cancelLease, cancellationCharge, passHours } from '../cancellation';
import type { DeliveryStanding } from '../delivery';
import { countUnits, giveUpLease } from '../end-lease';
import type { LeasedHour } from '../given-back';
import type { SettlingLease } from '../settle-lease';
import { leaveUnstarted } from '../work-start';

/** How somebody ends a lease before its time. */
export interface Departure {
  readonly by: 'buyer' | 'provider' | 'unstarted';
  /** After so many of the walk's steps … */
  readonly afterSteps: number;
  /** … and so many hours later; before the first step also earlier than the start. */
  readonly later: number;
  /** Whether others take the card of an hour given back, over and over. */
  readonly taken: readonly boolean[];
  /** Hours between the looks at what has begun. */
  readonly everyHours: number;
}

export const departures: fc.Arbitrary<Departure> = fc.record({
  by: fc.constantFrom('buyer', 'buyer', 'provider', 'unstarted'),
  afterSteps: fc.integer({ min: 0, max: 2 }),
  later: fc.integer({ min: -30, max: 30 }),
  taken: fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }),
  everyHours: fc.oneof(fc.constant(1000), fc.integer({ min: 20, max: 200 })),
});

/** One card in every hour, all together at the lease's price: the odd micros in the first. */
const hoursOf = ({ startHour, endHour, priceMicros }: SettlingLease): LeasedHour[] => {
  const count = BigInt(endHour - startHour);
  return Array.from({ length: Number(count) }, (_, i) => ({
    hour: startHour + i,
    cards: 1,
    priceMicros: priceMicros / count + (i === 0 ? priceMicros % count : 0n),
  }));
};

/** Whether its provider may give a lease up, or its buyer leave it unstarted with its input ready from `inputReadyAt` on. */
export function mayFail(
  lease: SettlingLease,
  standing: readonly DeliveryStanding[],
  { by }: Departure,
  inputReadyAt: Date | null,
  now: Date,
): boolean {
  if (by === 'provider') return giveUpLease(lease, countUnits(lease.units, standing, 'open')).ok;
  return leaveUnstarted({ ...lease, inputReadyAt, workStartedAt: null }, standing, 30, now).ok;
}

export interface Left {
  readonly lease: SettlingLease;
  /** What leaving costs in the end by the rule's words: 5 %, accepted units, hours nobody took, at most the price. */
  readonly costMicros: bigint;
  readonly tookSome: boolean;
}

/** A buyer leaves and the hours it gave back pass, every posting booked; null where it may not. */
export function leave(
  lease: SettlingLease,
  standing: readonly DeliveryStanding[],
  { taken, everyHours }: Departure,
  at: Hour,
  book: (posting: Posting | null) => void,
  [stamp, parties]: readonly [Stamp, LeaseParties],
): Left | null {
  const hours = hoursOf(lease);
  const left = cancelLease(lease, standing, hours, hourStart(at));
  if (!left.ok) return null;
  book(cancelLeasePosting(stamp, parties, left.value.move));
  const { releaseFromHour } = left.value;
  let { money, resaleHour } = left.value;
  const back = hours.filter(({ hour }) => hour >= releaseFromHour);
  const isTaken = (hour: Hour): boolean => taken[(hour - releaseFromHour) % taken.length] === true;
  const takenOf = new Map(back.map(({ hour, priceMicros }) => [hour, isTaken(hour) ? priceMicros : 0n]));
  let takenMicros = 0n;
  for (
    let hour = releaseFromHour;
    resaleHour !== null;
    hour = Math.min(hour + everyHours, lease.endHour - 1)
  ) {
    const passed = passHours(
      { settling: { ...lease, ...money }, hours: back, resaleHour, takenMicros },
      standing,
      takenOf,
      hour,
    );
    book(passHoursPosting(stamp, parties, hour, passed.move));
    ({ money, resaleHour, takenMicros } = passed);
  }
  const { accepted, lost } = countUnits(lease.units, standing, 'open');
  const unsold = back.reduce((sum, { hour, priceMicros }) => (isTaken(hour) ? sum : sum + priceMicros), 0n);
  const cost = cancellationCharge(lease.priceMicros) + (lease.priceMicros * accepted) / lease.units + unsold;
  const most = (lease.priceMicros * (lease.units - lost)) / lease.units;
  return {
    lease: { ...lease, ...money, state: 'ended' },
    costMicros: leastMicros(cost, most),
    tookSome: takenMicros > 0n,
  };
}
