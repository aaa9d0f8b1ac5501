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

export interface ModelLease {
  readonly id: string;
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
  readonly amount: bigint;
  readonly source: string | null;
  state: string;
  chargeback: 'none' | 'open' | 'won' | 'lost';
  charged: bigint;
  reversed: bigint;
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

export class MoneyModel {
  /** Micros by `<owner>/<kind>`; the owner is an organization or `platform`. */
  readonly balances = new Map<string, bigint>();
  readonly orders: ModelOrder[] = [];
  readonly leases: ModelLease[] = [];
  readonly payments: ModelPayment[] = [];
  /** Fees earned by day since the run began, and the days whose part went to the guarantee. */
  private readonly feesByDay = new Map<number, bigint>();
  private readonly debtors = new Set<string>();

  constructor(
    public now: number,
    readonly buyers: readonly string[],
    readonly providers: readonly string[],
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
    amount: bigint;
    source: string | null;
    state: string;
  }): void {
    let own = this.payments.find(({ id }) => id === seen.id);
    if (!own) {
      own = { ...seen, state: 'pending', chargeback: 'none', charged: 0n, reversed: 0n };
      this.payments.push(own);
      if (seen.kind === 'refund') this.between(seen.organization, 'available', 'in_payout', seen.amount);
      if (seen.kind === 'payout') this.between(seen.organization, 'payable', 'in_payout', seen.amount);
    }
    if (own.state === seen.state) return;
    if (own.state === 'succeeded' || own.state === 'failed')
      throw new Error(`${seen.kind} ${seen.id}: ${own.state} became ${seen.state}`);
    own.state = seen.state;
    if (seen.state !== 'succeeded' && seen.state !== 'failed') return;
    const { organization, amount } = own;
    if (own.kind === 'top_up' && seen.state === 'succeeded') this.outside(organization, 'available', amount);
    if (own.kind !== 'top_up' && seen.state === 'succeeded') this.outside(organization, 'in_payout', -amount);
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

  private outside(owner: string, kind: string, micros: bigint): void {
    this.move('platform', 'external:stripe', -micros);
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
    const guaranteed = least(short, this.of('platform', 'guarantee'));
    this.move(organization, kind, -taken);
    this.move(organization, 'receivable', -short);
    this.move('platform', 'allowance', short);
    this.move('platform', 'guarantee', -guaranteed);
    this.move('platform', 'losses', guaranteed - short);
    return short;
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
    lease.ended = accepted + lost === n;
    return open - now;
  }

  /** Credit that earnings of before owe, and the charge for failing, when reporting closed or the provider gave up. */
  private charge(lease: ModelLease, owed: bigint, givenUp: boolean): void {
    const accepted = lease.deliveries.some(({ paid }) => paid > 0n);
    const refused = lease.deliveries.some((d) => d.state === 'decided' && d.paid < d.units);
    const undelivered = lease.units - this.reported(lease);
    const fails = lease.ended && undelivered > 0n && (givenUp || (!refused && !accepted && lease.started));
    const amounts = [owed, fails ? (lease.price * undelivered * FAILURE_BPS) / (lease.units * BPS) : 0n];
    lease.credit += owed;
    for (const micros of amounts) {
      if (micros === 0n) continue;
      const short = this.take(lease.provider, 'payable', micros);
      this.move(lease.buyer, 'available', micros);
      if (short > 0n) this.recover(lease.provider);
    }
  }

  giveUp(lease: ModelLease): void {
    this.charge(lease, this.settle(lease, true), true);
  }

  cancelLease(lease: ModelLease): void {
    const earned = (lease.price * CANCEL_BPS) / BPS;
    const fee = (earned * FEE_BPS) / BPS;
    this.move(lease.buyer, 'held', -lease.price);
    this.move(lease.buyer, 'available', lease.price - earned);
    this.move(lease.provider, 'payable', earned - fee);
    this.earnFee(fee);
    lease.ended = true;
    lease.held = 0n;
  }

  /** Time passed: leases move, then silence accepts. */
  timePassed(): void {
    const live = this.leases.filter(({ ended }) => !ended);
    const moved = live.map((lease) => [lease, this.settle(lease)] as const);
    for (const [lease, owed] of moved) this.charge(lease, owed, false);
    for (const lease of live)
      for (const delivery of lease.deliveries)
        if (delivery.state === 'reported' && delivery.at + WINDOW_MS <= this.now)
          this.accept(lease, delivery);
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
