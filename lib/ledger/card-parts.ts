import { type Micros, mulDivFloor } from '@/lib/core/amount';
import { compareIds } from '@/lib/core/ids';

/** A top-up that its payer's bank can take back until it is final: a card's, or one the channel treats like it (L-6). */
export interface CardDeposit {
  readonly paymentId: string;
  readonly buyerOrganizationId: string;
  /** What came in, less what was given back to its source out of the wallet; what was charged back stays counted. */
  readonly amountMicros: Micros;
  readonly settledAt: Date;
  readonly finalAt: Date;
}

/** What one posting moved from a lease's buyer to its provider; both amounts are negative where it went back. */
export interface LeaseEarning {
  readonly postingId: string;
  readonly leaseId: string;
  readonly buyerOrganizationId: string;
  readonly providerOrganizationId: string;
  /** What left the buyer, fee included. */
  readonly spentMicros: Micros;
  /** What became the provider's payable. */
  readonly netMicros: Micros;
  readonly at: Date;
}

/** A part of a provider's earnings that one card deposit paid for. */
export interface CardPart {
  readonly providerOrganizationId: string;
  readonly paymentId: string;
  readonly micros: Micros;
  readonly earnedAt: Date;
  readonly finalAt: Date;
}

const inOrder = (earnings: readonly LeaseEarning[]): readonly LeaseEarning[] =>
  earnings.toSorted((a, b) => a.at.getTime() - b.at.getTime() || compareIds(a.postingId, b.postingId));

/** The smaller of two amounts. */
export const least = (a: Micros, b: Micros): Micros => (a < b ? a : b);

interface Spending extends LeaseEarning {
  spentMicros: Micros;
  netMicros: Micros;
}

const above = (micros: Micros): Micros => (micros > 0n ? micros : 0n);

/** Takes what went back to the buyer off the lease's earnings before it, the latest first. */
function takeBack(earlier: readonly Spending[], back: LeaseEarning): void {
  let spent = above(-back.spentMicros);
  let net = above(-back.netMicros);
  if (spent === 0n && net === 0n) return;
  for (const spending of earlier.toReversed()) {
    const [spentHere, netHere] = [least(spent, spending.spentMicros), least(net, spending.netMicros)];
    spending.spentMicros -= spentHere;
    spending.netMicros -= netHere;
    spent -= spentHere;
    net -= netHere;
  }
}

/** A buyer's spendings in the order they were earned, without what went back to it. */
function spendingsOf(earnings: readonly LeaseEarning[]): readonly Spending[] {
  const spendings: Spending[] = [];
  const ofLease = new Map<string, Spending[]>();
  for (const earning of inOrder(earnings)) {
    const earlier = ofLease.get(earning.leaseId) ?? [];
    ofLease.set(earning.leaseId, earlier);
    takeBack(earlier, earning);
    if (earning.spentMicros <= 0n) continue;
    const spending = { ...earning, netMicros: above(earning.netMicros) };
    earlier.push(spending);
    spendings.push(spending);
  }
  return spendings.filter(({ spentMicros }) => spentMicros > 0n);
}

/** ⌈net × drawn ÷ spent⌉: the provider's part of a drawn amount, rounded up. */
const netPart = ({ netMicros, spentMicros }: Spending, drawnMicros: Micros): Micros =>
  netMicros - mulDivFloor(netMicros, spentMicros - drawnMicros, spentMicros);

function partsOfBuyer(deposits: readonly CardDeposit[], earnings: readonly LeaseEarning[]): CardPart[] {
  const parts: CardPart[] = [];
  const queue = deposits
    .toSorted((a, b) => a.settledAt.getTime() - b.settledAt.getTime() || compareIds(a.paymentId, b.paymentId))
    .map((deposit) => ({ deposit, leftMicros: deposit.amountMicros }));
  let first = 0;
  for (const spending of spendingsOf(earnings)) {
    let drawnMicros = 0n;
    for (let head = queue[first]; head && head.deposit.settledAt <= spending.at; head = queue[first]) {
      const micros = least(head.leftMicros, spending.spentMicros - drawnMicros);
      const { paymentId, finalAt } = head.deposit;
      const { providerOrganizationId, at: earnedAt } = spending;
      const net = netPart(spending, drawnMicros + micros) - netPart(spending, drawnMicros);
      if (net > 0n) parts.push({ providerOrganizationId, paymentId, micros: net, earnedAt, finalAt });
      drawnMicros += micros;
      head.leftMicros -= micros;
      if (head.leftMicros > 0n) break;
      first += 1;
    }
  }
  return parts;
}

function grouped<T extends { readonly buyerOrganizationId: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.buyerOrganizationId);
    if (group) group.push(row);
    else groups.set(row.buyerOrganizationId, [row]);
  }
  return groups;
}

/**
 * Which earnings were paid with which card deposit (L-6), in micros of the provider's net. A wallet's money has no
 * labels, so this is a convention, and it errs towards card money: per buyer, earnings are taken in the order they were
 * earned (equal instants by posting id), each draws on the card deposits that had come in by then, the oldest first, and
 * on other money only when those are used up. What went back to the buyer on a lease comes off that lease's latest
 * earnings first. Needs all card deposits and all earnings of each buyer it is asked about. Shares are rounded up.
 */
export function cardParts(
  deposits: readonly CardDeposit[],
  earnings: readonly LeaseEarning[],
): readonly CardPart[] {
  const byBuyer = grouped(earnings);
  return [...grouped(deposits)].flatMap(([buyer, own]) => partsOfBuyer(own, byBuyer.get(buyer) ?? []));
}
