/**
 * The money of one run, kept by a second, plain set of rules: balances in a map, leases as lists of deliveries. What payments
 * and orders became is told it; what that does to every balance it works out by itself.
 */
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
const FEE_BPS = 200n;
const LATE_BPS_PER_HOUR = 100n;
const LATE_CAP_BPS = 2000n;
const FAILURE_BPS = 2000n;
const CANCEL_BPS = 500n;
const GUARANTEE_BPS = 2000n;
const BPS = 10_000n;
const GRACE_HOURS = 24;
const WINDOW_MS = 72 * HOUR_MS;

export interface ModelDelivery {
  readonly id: string;
  readonly units: bigint;
  readonly at: number;
  state: 'reported' | 'accepted' | 'rejected' | 'decided';
  paid: bigint;
  disputeId: string | null;
  statementsUntil: number;
}

/** A lease's cards in one hour of a pool. */
export interface ModelHour {
  readonly pool: string;
  readonly hour: number;
  readonly cards: bigint;
  readonly price: bigint;
}

export interface ModelLease {
  readonly id: string;
  readonly madeAt: number;
  readonly hours: readonly ModelHour[];
  readonly buyer: string;
  readonly provider: string;
  readonly price: bigint;
  readonly units: bigint;
  readonly startHour: number;
  readonly endHour: number;
  readonly deliveries: ModelDelivery[];
  started: boolean;
  ended: boolean;
  held: bigint;
  disputed: bigint;
  earned: bigint;
  fee: bigint;
  refunded: bigint;
  credit: bigint;
  endedAt: number;
  /** Its buyer left after its start, and gave the hours that hadn't begun back (S-8). */
  left: boolean;
}

export interface ModelOrder {
  readonly id: string;
  readonly buyer: string;
  readonly limit: bigint;
  open: boolean;
}

export interface ModelPayment {
  readonly id: string;
  readonly organization: string;
  readonly kind: 'top_up' | 'refund' | 'payout';
  readonly channel: 'stripe' | 'bank';
  readonly amount: bigint;
  readonly source: string | null;
  settledAt: number;
  /** From when nobody takes it back any more. */
  finalAt: number;
  state: string;
  chargeback: 'none' | 'open' | 'won' | 'lost';
  charged: bigint;
  reversed: bigint;
}

/** What one posting moved from a lease's buyer to its provider, negative where it went back. */
interface Spending {
  readonly lease: ModelLease;
  readonly spent: bigint;
  readonly net: bigint;
  readonly at: number;
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const most = (a: bigint, b: bigint): bigint => (a > b ? a : b);

/** The market's terms about card money. */
export interface CardTerms {
  readonly finalDays: number;
  readonly payoutDays: number;
  readonly reserveBps: bigint;
}

export class MoneyModel {
  /** Micros by `<owner>/<kind>`; the owner is an organization or `platform`. */
  readonly balances = new Map<string, bigint>();
  readonly orders: ModelOrder[] = [];
  readonly leases: ModelLease[] = [];
  readonly payments: ModelPayment[] = [];
  /** Fees earned by day since the run began, and the days whose part went to the guarantee. */
  private readonly feesByDay = new Map<number, bigint>();
  private readonly debtors = new Set<string>();
  private readonly spendings: Spending[] = [];
  /** How often a buyer who left was credited. */
  resoldTimes = 0;

  constructor(
    public now: number,
    readonly buyers: readonly string[],
    readonly providers: readonly string[],
    private readonly card: CardTerms,
  ) {}

  of(owner: string, kind: string): bigint {
    return this.balances.get(`${owner}/${kind}`) ?? 0n;
  }

  private move(owner: string, kind: string, micros: bigint): void {
    this.balances.set(`${owner}/${kind}`, this.of(owner, kind) + micros);
  }

  get hour(): number {
    return Math.floor(this.now / HOUR_MS);
  }

  /** What all clients have is more than the outside holds for them (L-8): then nobody is paid out. */
  get isShort(): boolean {
    const own = ['fees', 'guarantee', 'costs', 'losses'].reduce(
      (sum, kind) => sum + this.of('platform', kind),
      0n,
    );
    return own < 0n;
  }

  owes(organization: string): boolean {
    return this.of(organization, 'receivable') < 0n;
  }

  // Money in and out

  /** A payment came to stand in a state, whichever way it got there. */
  paymentStands(seen: {
    id: string;
    organization: string;
    kind: ModelPayment['kind'];
    channel: ModelPayment['channel'];
    amount: bigint;
    source: string | null;
    state: string;
    method: string | null;
    settledAt: number;
  }): void {
    let own = this.payments.find(({ id }) => id === seen.id);
    if (!own) {
      const { method: _, ...row } = seen;
      own = { ...row, finalAt: 0, state: 'pending', chargeback: 'none', charged: 0n, reversed: 0n };
      this.payments.push(own);
      if (seen.kind === 'refund') this.between(seen.organization, 'available', 'in_payout', seen.amount);
      if (seen.kind === 'payout') this.between(seen.organization, 'payable', 'in_payout', seen.amount);
    }
    if (own.state === seen.state) return;
    if (own.state === 'succeeded' || own.state === 'failed')
      throw new Error(`${seen.kind} ${seen.id}: ${own.state} became ${seen.state}`);
    own.state = seen.state;
    own.settledAt = seen.settledAt;
    own.finalAt = seen.settledAt + (seen.method === 'card' ? this.card.finalDays * DAY_MS : 0);
    if (seen.state !== 'succeeded' && seen.state !== 'failed') return;
    const { organization, amount, channel } = own;
    if (own.kind === 'top_up' && seen.state === 'succeeded')
      this.outside(organization, 'available', amount, channel);
    if (own.kind !== 'top_up' && seen.state === 'succeeded')
      this.outside(organization, 'in_payout', -amount, channel);
    if (own.kind === 'refund' && seen.state === 'failed')
      this.between(organization, 'in_payout', 'available', amount);
    if (own.kind === 'payout' && seen.state === 'failed')
      this.between(organization, 'in_payout', 'payable', amount);
    this.recover(organization);
  }

  private between(owner: string, from: string, to: string, micros: bigint): void {
    this.move(owner, from, -micros);
    this.move(owner, to, micros);
  }

  private outside(owner: string, kind: string, micros: bigint, channel = 'stripe'): void {
    this.move('platform', `external:${channel}`, -micros);
    this.move(owner, kind, micros);
  }

  /** What of a top-up hasn't gone back, or is on its way back. */
  leftOf(topUp: ModelPayment): bigint {
    const back = this.payments.filter(({ source, state }) => source === topUp.id && state !== 'failed');
    return back.reduce((sum, one) => sum - one.amount, topUp.amount);
  }

  /** The payer's bank takes a top-up back; orders that leave the book because of it are told afterwards. */
  chargedBack(topUp: ModelPayment, micros: bigint): void {
    topUp.chargeback = 'open';
    topUp.charged = micros;
    this.move('platform', 'external:stripe', micros);
    if (this.take(topUp.organization, 'available', micros) > 0n) this.debtors.add(topUp.organization);
  }

  /** Who came to owe: once its orders have left the book, what they held goes towards it. */
  recoverDebtors(): void {
    const stands = this.orders.find(({ open, buyer }) => open && this.debtors.has(buyer));
    if (stands) throw new Error(`order ${stands.id} of a debtor stays in the book`);
    for (const id of this.debtors) this.recover(id);
    this.debtors.clear();
  }

  chargebackWon(topUp: ModelPayment): void {
    topUp.chargeback = 'won';
    this.outside(topUp.organization, 'available', topUp.charged);
    this.recover(topUp.organization);
  }

  payoutReversed(payout: ModelPayment, cumulative: bigint): void {
    this.outside(payout.organization, 'payable', cumulative - payout.reversed);
    payout.reversed = cumulative;
    this.recover(payout.organization);
  }

  /** Takes what is there; what isn't is owed, and the guarantee, then losses, pay it. */
  private take(organization: string, kind: string, micros: bigint): bigint {
    const taken = least(micros, this.of(organization, kind));
    const short = micros - taken;
    this.move(organization, kind, -taken);
    this.owe(organization, short);
    return short;
  }

  private owe(organization: string, short: bigint): void {
    const guaranteed = least(short, this.of('platform', 'guarantee'));
    this.move(organization, 'receivable', -short);
    this.move('platform', 'allowance', short);
    this.move('platform', 'guarantee', -guaranteed);
    this.move('platform', 'losses', guaranteed - short);
  }

  /** Takes what is owed from what is there: losses are made good first, then the guarantee. */
  recover(organization: string): void {
    const owed = -this.of(organization, 'receivable');
    const available = least(owed, this.of(organization, 'available'));
    const payable = least(owed - available, this.of(organization, 'payable'));
    const all = available + payable;
    const toLosses = least(all, -this.of('platform', 'losses'));
    this.move(organization, 'available', -available);
    this.move(organization, 'payable', -payable);
    this.move(organization, 'receivable', all);
    this.move('platform', 'allowance', -all);
    this.move('platform', 'losses', toLosses);
    this.move('platform', 'guarantee', all - toLosses);
  }

  recoverAll(): void {
    for (const id of [...this.buyers, ...this.providers]) this.recover(id);
  }

  ownMoneyCame(micros: bigint): void {
    this.move('platform', 'external:bank', -micros);
    this.move('platform', 'guarantee', micros);
  }

  private earnFee(micros: bigint): void {
    this.move('platform', 'fees', micros);
    const day = Math.floor(this.now / DAY_MS);
    this.feesByDay.set(day, (this.feesByDay.get(day) ?? 0n) + micros);
  }

  /** A fifth of each past day's fees goes into the guarantee, an hour after the day. */
  fundGuarantee(): void {
    const today = Math.floor((this.now - HOUR_MS) / DAY_MS);
    for (const [day, fees] of this.feesByDay) {
      if (day >= today) continue;
      this.feesByDay.delete(day);
      const part = (fees * GUARANTEE_BPS) / BPS;
      this.move('platform', 'fees', -part);
      this.move('platform', 'guarantee', part);
    }
  }

  // Orders and leases

  orderPlaced(order: ModelOrder): void {
    this.orders.push(order);
    this.between(order.buyer, 'available', 'held', order.limit);
  }

  orderClosed(order: ModelOrder): void {
    order.open = false;
    this.between(order.buyer, 'held', 'available', order.limit);
  }

  orderFilled(order: ModelOrder, leases: readonly ModelLease[]): void {
    order.open = false;
    const paid = leases.reduce((sum, { price }) => sum + price, 0n);
    if (paid > order.limit) throw new Error(`order ${order.id} pays ${paid} over its limit ${order.limit}`);
    this.between(order.buyer, 'held', 'available', order.limit - paid);
    this.leases.push(...leases);
  }

  closesAt(lease: ModelLease): number {
    return (lease.endHour + GRACE_HOURS) * HOUR_MS;
  }

  reported(lease: ModelLease): bigint {
    return lease.deliveries.reduce((sum, { units }) => sum + units, 0n);
  }

  /** Moves a lease's money to where its deliveries say it belongs; promises how much credit nothing newly earned could pay. */
  settle(lease: ModelLease, givenUp = false): bigint {
    if (lease.ended) return 0n;
    const { price, units: n, deliveries } = lease;
    if (lease.startHour <= this.hour && this.hour < lease.endHour) lease.started = true;
    const closed = this.now >= this.closesAt(lease);
    const unreported = n - this.reported(lease);
    const accepted = deliveries.reduce((sum, d) => sum + d.paid, 0n);
    const frozen = deliveries.reduce((sum, d) => (d.state === 'rejected' ? sum + d.units : sum), 0n);
    const refused = deliveries.reduce((sum, d) => (d.state === 'decided' ? sum + d.units - d.paid : sum), 0n);
    const lost = refused + (closed || givenUp ? unreported : 0n);
    const earned = (price * accepted) / n;
    const fee = (earned * FEE_BPS) / BPS;
    const disputed = (price * frozen) / n;
    const reach = (price * (n - lost)) / n;
    const late = (hours: number) =>
      least(least(LATE_CAP_BPS, LATE_BPS_PER_HOUR * BigInt(hours)), BPS - FEE_BPS);
    const hoursLate = (at: number) => Math.max(0, Math.floor((at - lease.endHour * HOUR_MS) / HOUR_MS));
    const weighed = deliveries.reduce(
      (sum, d) => sum + d.paid * late(hoursLate(d.at)),
      closed && !givenUp ? unreported * late(GRACE_HOURS) : 0n,
    );
    const net = earned - fee;
    const due = least((price * weighed) / (n * BPS), net);
    const open = due > lease.credit ? due - lease.credit : 0n;
    const now = least(open, net - (lease.earned - lease.fee));
    const before = { earned: lease.earned, fee: lease.fee };
    this.move(lease.buyer, 'held', reach - earned - disputed - lease.held);
    this.move(lease.buyer, 'disputed', disputed - lease.disputed);
    this.move(lease.buyer, 'available', price - reach - lease.refunded + now);
    this.move(lease.provider, 'payable', net - (lease.earned - lease.fee) - now);
    this.earnFee(fee - lease.fee);
    Object.assign(lease, {
      held: reach - earned - disputed,
      disputed,
      earned,
      fee,
      refunded: price - reach,
      credit: lease.credit + now,
    });
    this.spent(lease, earned - before.earned - now, net - (before.earned - before.fee) - now);
    if (accepted + lost === n) this.end(lease);
    return open - now;
  }

  private end(lease: ModelLease): void {
    lease.ended = true;
    lease.endedAt = this.now;
  }

  /** What one posting moved from a lease's buyer to its provider. */
  private spent(lease: ModelLease, spent: bigint, net: bigint): void {
    if (spent !== 0n) this.spendings.push({ lease, spent, net, at: this.now });
  }

  /** Credit that earnings of before owe, and the charge for failing, when reporting closed or the provider gave up. */
  private charge(lease: ModelLease, owed: bigint, givenUp: boolean): void {
    const accepted = lease.deliveries.some(({ paid }) => paid > 0n);
    const refused = lease.deliveries.some((d) => d.state === 'decided' && d.paid < d.units);
    const undelivered = lease.units - this.reported(lease);
    const fails = lease.ended && undelivered > 0n && (givenUp || (!refused && !accepted && lease.started));
    const failure = fails ? (lease.price * undelivered * FAILURE_BPS) / (lease.units * BPS) : 0n;
    lease.credit += this.chargeProvider(lease, owed, lease.earned - lease.fee - lease.credit);
    this.chargeProvider(lease, failure, 0n);
  }

  /**
   * The buyer gets what its provider has and needn't wait for, and what the provider netted on this lease; the rest is owed
   * and reaches nobody (S-5). Promises what the buyer got.
   */
  private chargeProvider(lease: ModelLease, micros: bigint, netted: bigint): bigint {
    if (micros === 0n) return 0n;
    const { provider, buyer } = lease;
    const payable = this.of(provider, 'payable');
    const unowed = most(0n, least(this.payableNow(provider), payable + this.of(provider, 'receivable')));
    const taken = least(micros, most(unowed, least(netted, payable)));
    const got = least(micros, most(netted, taken));
    this.move(provider, 'payable', -taken);
    this.owe(provider, got - taken);
    this.move(buyer, 'available', got);
    this.move(provider, 'receivable', got - micros);
    this.move('platform', 'allowance', micros - got);
    this.spent(lease, -got, -taken);
    if (micros > taken) this.recover(provider);
    return got;
  }

  giveUp(lease: ModelLease): void {
    this.charge(lease, this.settle(lease, true), true);
  }

  /** The first hour of a lease that hasn't begun. */
  private freshHour(lease: ModelLease, at: number): number {
    return Math.max(lease.startHour, Math.floor(at / HOUR_MS) + 1);
  }

  /** Its buyer leaves: 5 %, after the start also the accepted units and the hours given back (S-8). */
  cancelLease(lease: ModelLease): void {
    const { price, buyer, provider } = lease;
    lease.left = this.hour >= lease.startHour;
    const five = (price * CANCEL_BPS) / BPS;
    const earned = lease.left ? this.leaving(lease, this.givenBack(lease, this.now), 0n) : five;
    const fee = (earned * FEE_BPS) / BPS;
    const net = earned - fee - (lease.earned - lease.fee);
    this.move(buyer, 'held', -lease.held);
    this.move(buyer, 'available', price - earned - lease.refunded);
    this.move(provider, 'payable', net);
    this.earnFee(fee - lease.fee);
    this.spent(lease, earned - lease.earned, net);
    Object.assign(lease, { earned, fee, held: 0n });
    this.end(lease);
  }

  private leaving(lease: ModelLease, hours: bigint, resold: bigint): bigint {
    const accepted = lease.deliveries.reduce((sum, d) => sum + d.paid, 0n);
    const cost = (lease.price * accepted) / lease.units + (lease.price * CANCEL_BPS) / BPS + hours - resold;
    return least(lease.price - lease.refunded, cost);
  }

  private givenBack(lease: ModelLease, at: number): bigint {
    const back = lease.hours.filter(({ hour }) => hour >= this.freshHour(lease, at));
    return back.reduce((sum, { cards, price }) => sum + cards * price, 0n);
  }

  /** What of a left lease's hours that have begun others took: each card sold since serves who left first. */
  private resold(lease: ModelLease): bigint {
    const given = (one: ModelLease, hour: number) => one.left && hour >= this.freshHour(one, one.endedAt);
    let micros = 0n;
    for (const { pool, hour, price } of lease.hours) {
      if (hour > this.hour || !given(lease, hour)) continue;
      const cardsOf = (one: ModelLease) =>
        one.hours.find((own) => own.pool === pool && own.hour === hour)?.cards ?? 0n;
      const backs = this.leases
        .filter((one) => given(one, hour) && cardsOf(one) > 0n)
        .sort((a, b) => a.endedAt - b.endedAt)
        .map((one) => ({ one, left: cardsOf(one) }));
      const used = this.leases.filter((one) => !one.ended || hour < this.freshHour(one, one.endedAt));
      for (const taker of used.sort((a, b) => a.madeAt - b.madeAt)) {
        let cards = cardsOf(taker);
        for (const back of backs) {
          if (taker.madeAt < back.one.endedAt) continue;
          const served = least(cards, back.left);
          back.left -= served;
          cards -= served;
          if (back.one === lease) micros += served * price;
        }
      }
    }
    return micros;
  }

  /** Buyers who left are credited for hours that others took, once they have begun. */
  creditResold(): void {
    for (const lease of this.leases) {
      if (!lease.left) continue;
      const hours = this.givenBack(lease, lease.endedAt);
      const back = this.leaving(lease, hours, 0n) - this.leaving(lease, hours, this.resold(lease));
      const net = lease.earned - lease.fee;
      const due = least(back, net) - lease.credit;
      if (due <= 0n) continue;
      this.resoldTimes += 1;
      lease.credit += this.chargeProvider(lease, due, net - lease.credit);
    }
  }

  /** Time passed: leases move, in the order in which providers were charged; then silence accepts. */
  timePassed(charged: readonly string[]): void {
    const live = this.leases.filter(({ ended }) => !ended);
    const turn = ({ id }: ModelLease) => (charged.includes(id) ? charged.indexOf(id) : charged.length);
    const moved = live.map((lease) => [lease, this.settle(lease)] as const);
    for (const [lease, owed] of moved.toSorted(([a], [b]) => turn(a) - turn(b)))
      this.charge(lease, owed, false);
    const silent = live.flatMap((lease) =>
      lease.deliveries
        .filter(({ state, at }) => state === 'reported' && at + WINDOW_MS <= this.now)
        .map((delivery, nth) => ({ lease, delivery, nth })),
    );
    silent.sort((a, b) => a.nth - b.nth || (a.lease.id < b.lease.id ? -1 : 1));
    for (const { lease, delivery } of silent) this.accept(lease, delivery);
  }

  // Card money

  /** What of a provider's payable was paid with card money that waits (L-6); the rest may be paid out now. */
  payableNow(provider: string): bigint {
    const waits = this.buyers.reduce((sum, buyer) => sum + this.waiting(buyer, provider), 0n);
    return most(0n, this.of(provider, 'payable') - waits);
  }

  /** A buyer's spendings less what went back on their leases, the latest first. */
  private kept(buyer: string): { lease: ModelLease; spent: bigint; net: bigint; at: number }[] {
    const kept: { lease: ModelLease; spent: bigint; net: bigint; at: number }[] = [];
    for (const { lease, spent, net, at } of this.spendings) {
      if (lease.buyer !== buyer) continue;
      let back = { spent: most(0n, -spent), net: most(0n, -net) };
      for (const one of kept.filter((own) => own.lease === lease).reverse()) {
        const [a, b] = [least(back.spent, one.spent), least(back.net, one.net)];
        one.spent -= a;
        one.net -= b;
        back = { spent: back.spent - a, net: back.net - b };
      }
      if (spent > 0n) kept.push({ lease, spent, net: most(0n, net), at });
    }
    return kept.filter((one) => one.spent > 0n);
  }

  /** Card money is spent first, the oldest first, as far as it had come in by then. */
  private waiting(buyer: string, provider: string): bigint {
    const cards = this.payments
      .filter((one) => one.organization === buyer && one.kind === 'top_up' && one.state === 'succeeded')
      .filter((one) => one.finalAt > one.settledAt)
      .sort((a, b) => a.settledAt - b.settledAt || (a.id < b.id ? -1 : 1))
      .map((one) => ({ ...one, left: one.amount - this.refundedOf(one) }));
    let waits = 0n;
    for (const { lease, spent, net, at } of this.kept(buyer)) {
      let drawn = 0n;
      for (const card of cards) {
        if (card.settledAt > at) break;
        const more = least(card.left, spent - drawn);
        const share = (micros: bigint) => (net * micros + spent - 1n) / spent;
        const part = share(drawn + more) - share(drawn);
        card.left -= more;
        drawn += more;
        if (lease.provider !== provider || card.finalAt <= this.now) continue;
        const reserve = (part * this.card.reserveBps + BPS - 1n) / BPS;
        waits += at + this.card.payoutDays * DAY_MS > this.now ? part : reserve;
      }
    }
    return waits;
  }

  private refundedOf(topUp: ModelPayment): bigint {
    const back = this.payments.filter(({ source, state }) => source === topUp.id && state === 'succeeded');
    return back.reduce((sum, one) => sum + one.amount, 0n);
  }

  /** How much a buyer may take out: card money that isn't final to its cards alone, what a bank asks for nowhere (L-7). */
  withdrawable(buyer: string): bigint {
    const available = this.of(buyer, 'available');
    const all = this.payments.filter(
      (one) => one.organization === buyer && one.kind === 'top_up' && one.state === 'succeeded',
    );
    const left = (some: readonly ModelPayment[]) => some.reduce((sum, one) => sum + this.openOf(one), 0n);
    const waits = all.filter((one) => one.finalAt > this.now || one.chargeback === 'open');
    const asked = all.filter(({ chargeback }) => chargeback === 'open');
    const usable = all.filter(({ chargeback }) => chargeback === 'none' || chargeback === 'won');
    const final = least(
      available - least(available, left(waits)),
      left(usable.filter((one) => one.finalAt <= this.now)),
    );
    const toCards = left(usable.filter((one) => one.finalAt > this.now));
    return least(available - least(available, left(asked)), toCards + final);
  }

  /** What may still go back of a top-up. */
  private openOf(topUp: ModelPayment): bigint {
    const taken = topUp.chargeback === 'open' || topUp.chargeback === 'lost' ? topUp.charged : 0n;
    return most(0n, this.leftOf(topUp) - taken);
  }

  accept(lease: ModelLease, delivery: ModelDelivery): void {
    delivery.state = 'accepted';
    delivery.paid = delivery.units;
    this.settle(lease);
  }

  decide(lease: ModelLease, delivery: ModelDelivery, paid: bigint): void {
    delivery.state = 'decided';
    delivery.paid = paid;
    this.settle(lease);
  }
}
