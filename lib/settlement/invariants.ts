import { leastMicros, type Micros, sumMicros } from '@/lib/core/amount';
import { groupBy } from '@/lib/core/group';
import type { Refusal } from '@/lib/core/result';
import type { Disagreement, EntryRow, HoldRow } from '@/lib/ledger/invariants';
import { leftLease } from './cancellation';
import type { DeliveryStanding } from './delivery';
import { type CountedLease, checkDeliveries, type DeliveryCheck } from './delivery-checks';
import { countUnits, hasPaidResult, paidUnits } from './end-lease';
import { failureCharge, failureOf, isFailure } from './failure';
import { hoursCost, leftMoney } from './given-back';
import { creditDue, type LateTerms } from './lateness';
import { leaseMoney } from './lease-money';
import type { LeaseEndReason } from './lease-state';

export interface LeaseRow extends Pick<CountedLease, 'milestones' | 'inputReadyAt' | 'workStartedAt'> {
  readonly id: string;
  readonly tradeId: string;
  readonly buyerOrganizationId: string;
  readonly providerOrganizationId: string;
  readonly priceMicros: Micros;
  readonly units: bigint;
  readonly reportedUnits: bigint;
  readonly acceptedUnits: bigint;
  readonly earnedMicros: Micros;
  readonly feeMicros: Micros;
  readonly refundedMicros: Micros;
  readonly creditMicros: Micros;
  readonly chargeMicros: Micros;
  /** Left by its buyer: what others took of the given-back hours before `resaleHour`, of all where it is null (S-8). */
  readonly takenMicros: Micros;
  readonly resaleHour: number | null;
  readonly startHour: number;
  readonly endHour: number;
  readonly startedAt: Date | null;
  readonly state: string;
  readonly endReason: LeaseEndReason | null;
  readonly termsVersion: number;
  /** Of the service level it names (S-5). */
  readonly lateTerms: LateTerms;
}

export interface LeaseHourRow {
  readonly leaseId: string;
  readonly poolId: string;
  readonly hour: number;
  readonly cards: number;
  readonly priceMicros: Micros;
  readonly released: boolean;
}

export interface PoolHourRow {
  readonly poolId: string;
  readonly hour: number;
  readonly offeredCards: number;
  readonly reservedCards: number;
}

export interface DeliveryRow extends DeliveryStanding {
  readonly leaseId: string;
}

/** An entry with what its posting was for. */
export interface LeaseEntryRow extends Pick<EntryRow, 'accountId' | 'amountMicros'> {
  /** The posting's subject, a lease's id. */
  readonly subjectId: string;
}

export interface TradeRow {
  readonly id: string;
  readonly payMicros: Micros;
  readonly cardHours: number;
  /** The order's units. */
  readonly units: bigint;
}

/** What `checkLeases` compares: whole tables, and the entries of postings whose subject is a lease. */
export interface LeaseRows {
  readonly trades: readonly TradeRow[];
  readonly leases: readonly LeaseRow[];
  readonly leaseHours: readonly LeaseHourRow[];
  readonly deliveries: readonly DeliveryRow[];
  readonly holds: readonly HoldRow[];
  readonly leaseEntries: readonly LeaseEntryRow[];
  readonly feeBpsOfTerms: ReadonlyMap<number, number>;
}

export type LeaseCheck =
  | 'trade_equals_leases'
  | 'lease_price'
  | 'lease_units'
  | 'lease_hold'
  | 'lease_earned'
  | 'lease_credit'
  | 'lease_charge'
  | 'lease_left'
  | 'lease_postings'
  | DeliveryCheck;

type Found = Disagreement<LeaseCheck>;
type Facts = Refusal['facts'];

function checkTrades(rows: LeaseRows): Found[] {
  const byTrade = groupBy(rows.leases, (lease) => lease.tradeId);
  const hours = groupBy(rows.leaseHours, (hour) => hour.leaseId);
  return rows.trades.flatMap((trade) => {
    const leases = byTrade.get(trade.id) ?? [];
    const facts = {
      payMicros: trade.payMicros,
      leasesMicros: sumMicros(leases.map((lease) => lease.priceMicros)),
      units: trade.units,
      leaseUnits: leases.reduce((sum, lease) => sum + lease.units, 0n),
      cardHours: trade.cardHours,
      leaseCardHours: leases.reduce(
        (sum, lease) => (hours.get(lease.id) ?? []).reduce((cards, hour) => cards + hour.cards, sum),
        0,
      ),
    };
    const agrees =
      facts.payMicros === facts.leasesMicros &&
      facts.units === facts.leaseUnits &&
      facts.cardHours === facts.leaseCardHours;
    return agrees ? [] : [{ check: 'trade_equals_leases' as const, rule: 'S-2', subject: trade.id, facts }];
  });
}

interface LeaseContext {
  readonly hours: readonly LeaseHourRow[];
  readonly deliveries: readonly DeliveryRow[];
  readonly holds: readonly HoldRow[];
  readonly entries: readonly LeaseEntryRow[];
  readonly feeBps: number;
}

const unitsIn = (deliveries: readonly DeliveryRow[], states: readonly string[]): bigint =>
  deliveries.reduce((sum, d) => (states.includes(d.state) ? sum + d.units : sum), 0n);

function priceAndUnits(lease: LeaseRow, { hours, deliveries }: LeaseContext): [LeaseCheck, Facts][] {
  const found: [LeaseCheck, Facts][] = [];
  const hoursMicros = sumMicros(hours.map((hour) => BigInt(hour.cards) * hour.priceMicros));
  if (hoursMicros !== lease.priceMicros)
    found.push(['lease_price', { priceMicros: lease.priceMicros, hoursMicros }]);
  const reported = deliveries.reduce((sum, d) => sum + d.units, 0n);
  const paid = deliveries.reduce((sum, d) => sum + paidUnits(d), 0n);
  const { reportedUnits, acceptedUnits } = lease;
  if (reported !== reportedUnits || paid !== acceptedUnits)
    found.push(['lease_units', { reportedUnits, reported, acceptedUnits, paid }]);
  return found;
}

/** Where the price of a left lease stands by the rule, and what its hours that have begun cost (S-8). */
function leftByRule(lease: LeaseRow, { hours, deliveries, feeBps }: LeaseContext) {
  const back = hours.filter(({ released }) => released);
  const { startHour, endHour, resaleHour, takenMicros } = lease;
  const left = leftLease(
    { ...lease, feeBps },
    countUnits(lease.units, deliveries, 'open'),
    hoursCost(back, startHour, endHour),
  );
  const begunMicros = hoursCost(back, startHour, resaleHour ?? endHour);
  return { ...leftMoney(left, { begunMicros, takenMicros }), begunMicros };
}

function expectedEarned(lease: LeaseRow, context: LeaseContext) {
  const { feeBps } = context;
  const disputed = unitsIn(context.deliveries, ['rejected']);
  if (lease.endReason === 'buyer_cancelled') {
    const { earnedMicros } = leftByRule(lease, context);
    return { earnedMicros, feeMicros: (earnedMicros * BigInt(feeBps)) / 10_000n, disputedMicros: 0n };
  }
  const { units, acceptedUnits: accepted, reportedUnits: reported } = lease;
  return leaseMoney(lease.priceMicros, { units, reported, accepted, disputed, lost: 0n }, feeBps);
}

function holdAndEarned(lease: LeaseRow, context: LeaseContext): [LeaseCheck, Facts][] {
  const found: [LeaseCheck, Facts][] = [];
  const { priceMicros, earnedMicros, feeMicros, refundedMicros } = lease;
  const open = context.holds.filter((hold) => hold.closedAt === null);
  const heldMicros = sumMicros(context.holds.map((hold) => hold.heldMicros));
  const disputedMicros = sumMicros(context.holds.map((hold) => hold.disputedMicros));
  const wanted = expectedEarned(lease, context);
  const isWhole = heldMicros + disputedMicros + earnedMicros + refundedMicros === priceMicros;
  const isOpen = lease.state !== 'ended' || lease.resaleHour !== null;
  const isOpenRight = context.holds.length === 1 && open.length === (isOpen ? 1 : 0);
  if (!isWhole || !isOpenRight || disputedMicros !== wanted.disputedMicros)
    found.push([
      'lease_hold',
      { priceMicros, heldMicros, disputedMicros, earnedMicros, refundedMicros, openHolds: open.length },
    ]);
  if (earnedMicros !== wanted.earnedMicros || feeMicros !== wanted.feeMicros)
    found.push([
      'lease_earned',
      { earnedMicros, ruleEarnedMicros: wanted.earnedMicros, feeMicros, ruleFeeMicros: wanted.feeMicros },
    ]);
  return found;
}

/** S-8: others took at most what began of the hours given back; money stays on hold exactly while hours are to come. */
function givenBack(lease: LeaseRow, context: LeaseContext): [LeaseCheck, Facts][] {
  const { takenMicros, resaleHour, refundedMicros, endReason } = lease;
  if (endReason !== 'buyer_cancelled')
    return takenMicros === 0n && resaleHour === null ? [] : [['lease_left', { takenMicros, resaleHour }]];
  const rule = leftByRule(lease, context);
  const agrees =
    takenMicros >= 0n &&
    takenMicros <= rule.begunMicros &&
    refundedMicros === rule.refundedMicros &&
    rule.heldMicros > 0n === (resaleHour !== null);
  if (agrees) return [];
  const { begunMicros, heldMicros, refundedMicros: ruleRefundedMicros } = rule;
  return [
    ['lease_left', { takenMicros, begunMicros, refundedMicros, ruleRefundedMicros, heldMicros, resaleHour }],
  ];
}

/** Micros by which rounding event by event may leave a credit under what is due. */
const CREDIT_ROUNDING_MICROS = 3n;

const postedOn = ({ entries }: LeaseContext, start: string): Micros =>
  sumMicros(entries.filter((e) => e.accountId.startsWith(start)).map((e) => e.amountMicros));

/** What its provider owes for a lease and nobody has: allowed for, but not borne by guarantee or losses (S-5). */
const owedOnly = (context: LeaseContext): Micros =>
  sumMicros(['allowance', 'guarantee', 'losses'].map((kind) => postedOn(context, `platform/${kind}/`)));

/** S-5: what was credited is what is due by the reports' lateness, and only failing was charged, at most at the rule's share. */
function creditAndCharge(lease: LeaseRow, context: LeaseContext): [LeaseCheck, Facts][] {
  const found: [LeaseCheck, Facts][] = [];
  const { deliveries, feeBps } = context;
  const { creditMicros, chargeMicros, endReason, units, reportedUnits: reported } = lease;
  const hasFailed = isFailure(endReason);
  const isLeft = endReason === 'buyer_cancelled';
  // What a lease came to without a paid result is charged, and on one that its buyer left nothing more came due.
  const paysNoMore = isLeft || (hasFailed && !hasPaidResult(deliveries));
  const neverReported = isLeft || (hasFailed && !paysNoMore) ? 0n : units - reported;
  const dueMicros = leastMicros(
    creditDue({ ...lease, feeBps }, deliveries, neverReported),
    lease.earnedMicros - lease.feeMicros,
  );
  const isAllDue = lease.state === 'ended' && !paysNoMore;
  if (creditMicros > dueMicros || (isAllDue && creditMicros < dueMicros - CREDIT_ROUNDING_MICROS))
    found.push(['lease_credit', { creditMicros, dueMicros }]);
  const counts = { units, reported, accepted: lease.acceptedUnits };
  const failure = failureOf(endReason, counts, deliveries, creditMicros);
  const mostMicros = failure ? failureCharge(lease, failure, null) : 0n;
  const owedMicros = owedOnly(context);
  if (chargeMicros + owedMicros > mostMicros || owedMicros < 0n)
    found.push(['lease_charge', { chargeMicros, owedMicros, mostMicros }]);
  return found;
}

function postedAgrees(lease: LeaseRow, context: LeaseContext): [LeaseCheck, Facts][] {
  const posted = (start: string): Micros => postedOn(context, start);
  const netMicros =
    posted(`${lease.providerOrganizationId}/payable/`) +
    posted(`${lease.providerOrganizationId}/receivable/`) +
    owedOnly(context);
  const feeMicros = posted('platform/fees/');
  const refundedMicros = posted(`${lease.buyerOrganizationId}/available/`);
  const agrees =
    netMicros === lease.earnedMicros - lease.feeMicros - lease.creditMicros - lease.chargeMicros &&
    feeMicros === lease.feeMicros &&
    refundedMicros === lease.refundedMicros + lease.creditMicros + lease.chargeMicros;
  if (agrees) return [];
  const facts = {
    earnedMicros: lease.earnedMicros,
    feeMicros: lease.feeMicros,
    refundedMicros: lease.refundedMicros,
    creditMicros: lease.creditMicros,
    chargeMicros: lease.chargeMicros,
    postedNetMicros: netMicros,
    postedFeeMicros: feeMicros,
    postedRefundMicros: refundedMicros,
  };
  return [['lease_postings', facts]];
}

/** Every trade and lease whose price, units, hold, earnings or postings disagree with S-2; empty when they are clean. */
export function checkLeases(rows: LeaseRows): readonly Disagreement<LeaseCheck>[] {
  const hours = groupBy(rows.leaseHours, (hour) => hour.leaseId);
  const deliveries = groupBy(rows.deliveries, (delivery) => delivery.leaseId);
  const holds = groupBy(rows.holds, (hold) => hold.leaseId);
  const entries = groupBy(rows.leaseEntries, (entry) => entry.subjectId);
  const ofLeases = rows.leases.flatMap((lease): Found[] => {
    const context: LeaseContext = {
      hours: hours.get(lease.id) ?? [],
      deliveries: deliveries.get(lease.id) ?? [],
      holds: holds.get(lease.id) ?? [],
      entries: entries.get(lease.id) ?? [],
      feeBps: rows.feeBpsOfTerms.get(lease.termsVersion) ?? -1,
    };
    if (context.feeBps < 0)
      return [
        {
          check: 'lease_earned',
          rule: 'M-19',
          subject: lease.id,
          facts: { termsVersion: lease.termsVersion },
        },
      ];
    const found = [
      ...priceAndUnits(lease, context),
      ...holdAndEarned(lease, context),
      ...givenBack(lease, context),
      ...creditAndCharge(lease, context),
      ...postedAgrees(lease, context),
    ];
    const counted = checkDeliveries(lease, context.hours, context.deliveries).map(
      ([check, facts]): Found => ({
        check,
        rule: check === 'lease_milestones' ? 'S-7' : 'S-9',
        subject: lease.id,
        facts,
      }),
    );
    return [
      ...found.map(([check, facts]): Found => ({ check, rule: 'S-2', subject: lease.id, facts })),
      ...counted,
    ];
  });
  return [...checkTrades(rows), ...ofLeases];
}

const cellOf = (row: { readonly poolId: string; readonly hour: number }): string =>
  `${row.poolId}@${row.hour}`;

/** Every pool-hour whose reserved cards aren't the unreleased cards of its leases, or pass what it offers (M-1). */
export function checkCards(
  poolHours: readonly PoolHourRow[],
  leaseHours: readonly Pick<LeaseHourRow, 'poolId' | 'hour' | 'cards' | 'released'>[],
): readonly Disagreement<'reserved_equals_leases'>[] {
  const leased = new Map<string, number>();
  for (const row of leaseHours)
    if (!row.released) leased.set(cellOf(row), (leased.get(cellOf(row)) ?? 0) + row.cards);
  const found: Disagreement<'reserved_equals_leases'>[] = [];
  const disagree = (subject: string, facts: Facts) =>
    found.push({ check: 'reserved_equals_leases', rule: 'M-1', subject, facts });
  for (const row of poolHours) {
    const cell = cellOf(row);
    const leasedCards = leased.get(cell) ?? 0;
    leased.delete(cell);
    const { reservedCards, offeredCards } = row;
    if (reservedCards !== leasedCards || reservedCards > offeredCards)
      disagree(cell, { offeredCards, reservedCards, leasedCards });
  }
  for (const [cell, leasedCards] of leased) disagree(cell, { reservedCards: null, leasedCards });
  return found;
}
