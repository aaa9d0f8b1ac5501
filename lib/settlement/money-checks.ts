import { leastMicros, type Micros, sumMicros } from '@/lib/core/amount';
import type { Refusal } from '@/lib/core/result';
import { leftLease } from './cancellation';
import { countUnits, hasPaidResult, paidUnits } from './end-lease';
import { failureCharge, failureOf, isFailure } from './failure';
import { hoursCost, leftMoney } from './given-back';
import { creditDue } from './lateness';
import { leaseMoney } from './lease-money';
import type { DeliveryRow, LeaseContext, LeaseRow } from './lease-rows';

export type MoneyCheck =
  | 'lease_price'
  | 'lease_units'
  | 'lease_hold'
  | 'lease_earned'
  | 'lease_credit'
  | 'lease_charge'
  | 'lease_left'
  | 'lease_postings';

type Facts = Refusal['facts'];

const unitsIn = (deliveries: readonly DeliveryRow[], states: readonly string[]): bigint =>
  deliveries.reduce((sum, d) => (states.includes(d.state) ? sum + d.units : sum), 0n);

function priceAndUnits(lease: LeaseRow, { hours, deliveries }: LeaseContext): [MoneyCheck, Facts][] {
  const found: [MoneyCheck, Facts][] = [];
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

function holdAndEarned(lease: LeaseRow, context: LeaseContext): [MoneyCheck, Facts][] {
  const found: [MoneyCheck, Facts][] = [];
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
function givenBack(lease: LeaseRow, context: LeaseContext): [MoneyCheck, Facts][] {
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
function creditAndCharge(lease: LeaseRow, context: LeaseContext): [MoneyCheck, Facts][] {
  const found: [MoneyCheck, Facts][] = [];
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

function postedAgrees(lease: LeaseRow, context: LeaseContext): [MoneyCheck, Facts][] {
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

/** What of a lease's price, units, hold, earnings, credits and postings disagrees with the rules, with its figures. */
export const checkMoney = (lease: LeaseRow, context: LeaseContext): readonly [MoneyCheck, Facts][] => [
  ...priceAndUnits(lease, context),
  ...holdAndEarned(lease, context),
  ...givenBack(lease, context),
  ...creditAndCharge(lease, context),
  ...postedAgrees(lease, context),
];
