import { Books } from './books';
import type { ModelDelivery, ModelFound, ModelLease, ModelOrder, ModelPayment, Spending } from './rows';
import { BPS, type CardTerms, DAY_MS, GRACE_HOURS, GUARANTEE_BPS, HOUR_MS } from './terms';

/**
 * The money of one run, kept by a second, plain set of rules: balances in a map, leases as lists of deliveries. What payments
 * and orders became is told it; what that does to every balance it works out by itself.
 */
export class MoneyModel {
  readonly books = new Books();
  readonly orders: ModelOrder[] = [];
  readonly leases: ModelLease[] = [];
  readonly payments: ModelPayment[] = [];
  readonly spendings: Spending[] = [];
  /** The most that an organization may order in all. */
  readonly budgets = new Map<string, bigint>();
  /** Who came to owe while its orders stood in the book. */
  readonly debtors = new Set<string>();
  /** What the ledger had at Stripe before the run. */
  stripeAtStart = 0n;
  /** The last due instant of payouts that was served, in intervals. */
  payoutTick = 0;
  /** Fees earned by day, of the days whose part hasn't gone to the guarantee. */
  private readonly feesByDay = new Map<number, bigint>();

  constructor(
    public now: number,
    readonly buyers: readonly string[],
    readonly providers: readonly string[],
    readonly card: CardTerms,
  ) {}

  get hour(): number {
    return Math.floor(this.now / HOUR_MS);
  }

  get organizations(): readonly string[] {
    return [...this.buyers, ...this.providers];
  }

  earnFee(micros: bigint): void {
    this.books.move('platform', 'fees', micros);
    const day = Math.floor(this.now / DAY_MS);
    this.feesByDay.set(day, (this.feesByDay.get(day) ?? 0n) + micros);
  }

  /** A fifth of each past day's fees goes into the guarantee, an hour after the day. */
  fundGuarantee(): void {
    const today = Math.floor((this.now - HOUR_MS) / DAY_MS);
    for (const [day, fees] of this.feesByDay) {
      if (day >= today) continue;
      this.feesByDay.delete(day);
      this.books.between('platform', 'fees', 'guarantee', (fees * GUARANTEE_BPS) / BPS);
    }
  }

  recoverAll(): void {
    for (const id of this.organizations) this.books.recover(id);
  }

  /** When nothing can be reported of a lease any more. */
  closesAt(lease: ModelLease): number {
    return (lease.endHour + GRACE_HOURS) * HOUR_MS;
  }

  reported(lease: ModelLease): bigint {
    return lease.deliveries.reduce((all, { units }) => all + units, 0n);
  }

  live(): ModelLease[] {
    return this.leases.filter(({ ended }) => !ended);
  }

  notStarted(): ModelLease[] {
    return this.live().filter((lease) => this.hour < lease.startHour);
  }

  deliveriesIn(state: ModelDelivery['state']): ModelFound[] {
    return this.leases.flatMap((lease) =>
      lease.deliveries.filter((one) => one.state === state).map((delivery) => ({ lease, delivery })),
    );
  }
}
