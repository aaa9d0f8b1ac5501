import { z } from 'zod';
import table from './round-length.json' with { type: 'json' };

/** A figure over several seeds. */
const Figure = z.strictObject({
  mean: z.number(),
  /** Of the mean. */
  standardError: z.number(),
  least: z.number(),
  most: z.number(),
});
export type Figure = z.infer<typeof Figure>;

/** Which of M-6b's protections a row has. */
export const PROTECTION_SETS = [
  'none',
  'indicative_prices',
  'freed_cards_pass_round',
  'reserve',
  'all',
] as const;

/** One way to clear the day, with what it made of it. Surpluses and welfare are shares of the day's certified bound. */
const RoundLengthRow = z.strictObject({
  /** The engine with hindsight over the whole day; main rounds; each order as it comes, at the asks. */
  policy: z.enum(['hindsight', 'rounds', 'first_come']),
  /** Main rounds a day; null for the others. */
  roundsPerDay: z.int().nullable(),
  protections: z.enum(PROTECTION_SETS).nullable(),
  welfareShare: Figure,
  /** Welfare over that of first come, first served on the same day. */
  welfareOverFirstCome: Figure,
  /** Over those of hindsight. */
  cardHoursShare: Figure,
  /** Of all orders of the kind. */
  limitFilledShare: Figure,
  instantFilledShare: Figure,
  /** Σ (limit − payment) ÷ bound; the three surplus shares add up to the welfare share. */
  limitSurplusShare: Figure,
  instantSurplusShare: Figure,
  /** Σ (payment − cost at the day's last asks) ÷ bound. */
  providersSurplusShare: Figure,
  /** Σ payments over Σ payments of first come, first served. */
  revenueShare: Figure,
});
export type RoundLengthRow = z.infer<typeof RoundLengthRow>;

/** One kind of day, or several days on end, cleared in every way. */
const RoundLengthDay = z.strictObject({
  /** `usual`: a market that goes on; `booked_ahead`: one day, every window starts after it. */
  day: z.enum(['usual', 'booked_ahead']),
  /** Hours in which orders arrive. */
  arrivalHours: z.int(),
  /** Hours for sale. */
  gridHours: z.int(),
  orders: z.int(),
  /** Of the orders, those that came to buy at once. */
  instantOrdersShare: z.number(),
  /** Demanded over offered card-hours. */
  load: z.number(),
  rows: z.array(RoundLengthRow),
});
export type RoundLengthDay = z.infer<typeof RoundLengthDay>;

const RoundLengthTable = z.strictObject({
  /** ISO date. */
  measuredOn: z.string(),
  command: z.string(),
  settings: z.strictObject({
    pools: z.int(),
    ordersPerDay: z.int(),
    spread: z.number(),
    seeds: z.array(z.int()),
    /** Of buyers who aren't in a hurry, those who buy at once. */
    instantShare: z.number(),
    /** A window that lets an order wait less than so many hours makes its buyer buy at once. */
    hurryHours: z.number(),
    indicativeMinutes: z.number(),
    instantReserveBps: z.int(),
    instantReserveHours: z.int(),
  }),
  days: z.array(RoundLengthDay),
});
export type RoundLengthTable = z.infer<typeof RoundLengthTable>;

/** Why rounds are as long as they are: a generated day cleared in few and many rounds, kept with how it was measured (M-6b). */
export const roundLengthTable: RoundLengthTable = RoundLengthTable.parse(table);
