import { eq } from 'drizzle-orm';
import { channelEvents, jobs } from '@/db/schema';
import type { TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePerson, makePool } from '@/db/testing/fixtures';
import { amountText } from '@/lib/core/amount';
import type { Capacity } from '@/lib/identity/permissions';
import { JobSpec, jobUnits } from '@/lib/market/job';
import { applyChannelEvent } from '../../channel-events/apply-channel-event';
import type { ChannelEvent } from '../../channel-events/channel-event';
import { receiveChannelEvent } from '../../channel-events/receive-channel-event';
import type { Ctx } from '../../context';
import { decideDispute } from '../../disputes/decide-dispute';
import { asServiceError } from '../../errors';
import { acceptSilentDeliveries, moveDueLeases } from '../../leases/run-leases';
import { fundGuaranteeDue } from '../../ledger/fund-guarantee';
import { recoverDue } from '../../ledger/recover';
import { checkMarket } from '../../market-check/check-market';
import { expireOrders } from '../../orders/expire-orders';
import { attemptDuePayments } from '../../payments/attempt-payment';
import { setUpPayee } from '../../payouts/set-up-payee';
import { bookOwnLine, confirmOwnLine } from '../../reconciliation/book-own-line';
import { topUp } from '../../wallet/top-up';
import { engineContext, ownerContext } from '../contexts';
import { renderingSpec } from '../jobs';
import { FaultyChannel } from './faulty-channel';
import { type Fault, Killed, killedAt } from './faulty-database';
import { DAY_MS, HOUR_MS, type ModelDelivery, type ModelLease, type ModelPayment, MoneyModel } from './model';

const YUAN = 1_000_000n;
const BUYERS = 2;
const ASKS = [10n * YUAN, 11n * YUAN];
const POOL_HOURS = 220;
const FRAMES = 600;
const OPENING_DEPOSIT = '400.00';
/** What the exchange has of its own for a run, so that losses of earlier ones don't stop all payouts (L-8). */
const OWN_MICROS = 150n * YUAN;
const STEP_HOURS = 61;
const STEPS_MOST = 40;

/** What a verb answered, or why it refused. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T | null }
  | { readonly ok: false; readonly code: string };

interface OrderSeen {
  readonly id: string;
  readonly state: string;
}

interface LeaseSeen {
  readonly id: string;
  readonly order_id: string;
  readonly buyer: string;
  readonly provider: string;
  readonly price: string;
  readonly units: string;
  readonly start_hour: number;
  readonly end_hour: number;
}

interface PaymentSeen {
  readonly id: string;
  readonly organization: string;
  readonly kind: ModelPayment['kind'];
  readonly amount: string;
  readonly source: string | null;
  readonly state: string;
}

async function tried<T>(verb: Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await verb };
  } catch (error) {
    const refused = asServiceError(error);
    if (!refused) throw error;
    return { ok: false, code: refused.details.refusal?.code ?? refused.code };
  }
}

/** One run's organizations on the real database, and what is done to them. */
export class World {
  readonly channel = new FaultyChannel();
  /** What refusals and commands were seen how often, over all runs of a test. */
  static readonly seen = new Map<string, number>();
  private made = 0;

  private constructor(
    readonly test: TestDatabase,
    readonly model: MoneyModel,
    private readonly name: string,
  ) {}

  /** Two buyers, and two providers with a pool each, at an instant when nothing of earlier runs is left to do. */
  static async open(test: TestDatabase, now: number, name: string): Promise<World> {
    const at = { ownerSql: test.ownerSql, now: new Date(now) };
    const buyers: string[] = [];
    const providers: string[] = [];
    for (let i = 0; i < BUYERS; i++) buyers.push(await makeOrganization(at));
    for (const askMicros of ASKS) {
      const id = await makeOrganization(at, { provider: true });
      await makePool(at, id, { cards: 8, askMicros, hours: POOL_HOURS });
      providers.push(id);
    }
    const world = new World(test, new MoneyModel(now, buyers, providers), name);
    for (const id of providers) await setUpPayee(world.owner(id), world.channel.tools, { channel: 'stripe' });
    await fundGuaranteeDue(world.engine());
    for (const [account, micros] of await world.balances())
      if (account.startsWith('platform/')) world.model.balances.set(account, micros);
    await world.putInOwnMoney();
    for (const id of buyers)
      await topUp(
        world.owner(id),
        { requestId: world.requestId(), amount: OPENING_DEPOSIT, channel: 'stripe' },
        world.channel.tools,
      );
    await world.look();
    return world;
  }

  /** Two persons of the exchange put its own money beside its clients'. */
  private async putInOwnMoney(): Promise<void> {
    const at = { ownerSql: this.test.ownerSql, now: new Date(this.model.now) };
    const house = await makeOrganization(at, { operator: true });
    const person = async () =>
      ownerContext({ db: this.test.db, now: at.now }, house, ['operator'], {
        personId: await makePerson(at, house),
      });
    const bankLine = this.requestId();
    await bookOwnLine(await person(), { bankLine, what: 'own_money', amount: amountText(OWN_MICROS) });
    await confirmOwnLine(await person(), { movementId: `bank:${bankLine}`, decision: 'confirm' });
    this.model.ownMoneyCame(OWN_MICROS);
  }

  /** A job of frames, past the quotes that describing it would make: they move no money. */
  async describe(buyer: string, hours: number): Promise<string> {
    const spec = JobSpec.parse(renderingSpec({ now: new Date(this.model.now), frames: FRAMES, hours }));
    const { kind, units } = jobUnits(spec);
    const id = this.engine().newId('job');
    await this.test.db.asOrganization(buyer, (tx) =>
      tx.insert(jobs).values({
        id,
        organizationId: buyer,
        kind: spec.kind,
        name: 'Frames',
        spec,
        unitKind: kind,
        units,
        eventAt: new Date(this.model.now),
      }),
    );
    return id;
  }

  requestId(): string {
    return `${this.name}-${++this.made}-request`;
  }

  count(what: string): void {
    World.seen.set(what, (World.seen.get(what) ?? 0) + 1);
  }

  engine(db = this.test.db): Ctx {
    return engineContext({ db, now: new Date(this.model.now) });
  }

  owner(organizationId: string, db = this.test.db): Ctx {
    const capacity: Capacity = this.model.buyers.includes(organizationId) ? 'buyer' : 'provider';
    return ownerContext({ db, now: new Date(this.model.now) }, organizationId, [capacity]);
  }

  operator(db = this.test.db): Ctx {
    return ownerContext({ db, now: new Date(this.model.now) }, 'org_operator', ['operator']);
  }

  /**
   * Calls a verb under a fault: twice at once, or killed in its n-th transaction and called again. Where a second call finds
   * its work done already and says so by a refusal, `done` names the refusals that mean it.
   */
  async call<T>(
    fault: Fault,
    verb: (db: TestDatabase['db']) => Promise<T>,
    done: readonly string[] = [],
    nth = 1,
  ): Promise<Outcome<T>> {
    const { db } = this.test;
    if (fault === 'none') return tried(verb(db));
    if (fault === 'twice') {
      const both = await Promise.all([tried(verb(db)), tried(verb(db))]);
      return both.find(({ ok }) => ok) ?? both[0];
    }
    const killed = killedAt(db, nth, fault === 'killed_before_commit' ? 'before' : 'after');
    try {
      const first = await tried(verb(killed));
      if (!first.ok) return first;
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      this.count(fault);
    }
    const again = await tried(verb(db));
    const isDone = fault === 'killed_after_commit' && !again.ok && done.includes(again.code);
    return isDone ? { ok: true, value: null } : again;
  }

  /** Tells the model what orders and payments became, as the database has it. */
  async look(): Promise<void> {
    const { buyers, providers } = this.model;
    const own = [...buyers, ...providers];
    const sql = this.test.ownerSql;
    const payments = await sql<PaymentSeen[]>`
      select id, organization_id as organization, kind, amount_micros::text as amount, source_payment_id as source, state
      from payments where organization_id = any(${own}) order by id`;
    for (const seen of payments) this.model.paymentStands({ ...seen, amount: BigInt(seen.amount) });
    const open = this.model.orders.filter((order) => order.open);
    if (open.length > 0) await this.lookAtOrders(open.map(({ id }) => id));
    this.model.recoverDebtors();
  }

  private async lookAtOrders(ids: readonly string[]): Promise<void> {
    const sql = this.test.ownerSql;
    const orders = await sql<
      OrderSeen[]
    >`select id, state from orders where id = any(${[...ids]}) and state <> 'open'`;
    if (orders.length === 0) return;
    const leases = await sql<LeaseSeen[]>`
      select id, order_id, buyer_organization_id as buyer, provider_organization_id as provider, price_micros::text as price,
        units::text as units, start_hour, end_hour
      from leases where order_id = any(${[...ids]}) order by id`;
    for (const { id, state } of orders) {
      const order = this.model.orders.find((one) => one.id === id);
      if (!order) continue;
      this.count(`order ${state}`);
      if (state !== 'filled') this.model.orderClosed(order);
      else this.model.orderFilled(order, leases.filter((lease) => lease.order_id === id).map(leaseOf));
    }
  }

  async balances(): Promise<ReadonlyMap<string, bigint>> {
    const own = [...this.model.buyers, ...this.model.providers];
    const rows = await this.test.ownerSql<{ owner: string; kind: string; micros: string }[]>`
      select coalesce(organization_id, 'platform') as owner, kind, balance_micros::text as micros from accounts
      where organization_id = any(${own}) or organization_id is null`;
    return new Map(rows.map(({ owner, kind, micros }) => [`${owner}/${kind}`, BigInt(micros)]));
  }

  /** Throws with every balance that isn't what the model says. */
  async compare(after: string): Promise<void> {
    const real = await this.balances();
    const accounts = new Set([...real.keys(), ...this.model.balances.keys()]);
    const wrong = [...accounts].flatMap((account) => {
      const [is, should] = [real.get(account) ?? 0n, this.model.balances.get(account) ?? 0n];
      return is === should ? [] : [`${account} is ${is}, should be ${should}`];
    });
    if (wrong.length > 0) throw new Error(`after ${after}: ${wrong.join('; ')}`);
  }

  /** Time passes, and the engine does what falls due. */
  async advance(hours: number, fault: Fault = 'none'): Promise<void> {
    this.model.now += hours * HOUR_MS;
    await this.call(fault, (db) => moveDueLeases(this.engine(db)));
    await this.call(fault, (db) => acceptSilentDeliveries(this.engine(db)));
    this.model.timePassed();
    await expireOrders(this.engine());
    await this.look();
  }

  async attempt(): Promise<void> {
    await attemptDuePayments(this.engine(), this.channel.tools, { early: true });
    await this.look();
  }

  async fundAndRecover(fault: Fault = 'none'): Promise<void> {
    await this.call(fault, (db) => fundGuaranteeDue(this.engine(db)));
    this.model.fundGuarantee();
    await recoverDue(this.engine());
    this.model.recoverAll();
  }

  /** Tells an event as a webhook would: stored once, applied by the queue. */
  async tell(id: string, event: ChannelEvent, fault: Fault): Promise<void> {
    const payload = { id };
    const now = new Date(this.model.now);
    const received = {
      id,
      channel: 'stripe',
      type: event.kind,
      objectId: id,
      payload,
      occurredAt: now,
    } as const;
    await receiveChannelEvent(this.engine(), received);
    await receiveChannelEvent(this.engine(), received);
    const tools = { payments: this.channel.tools, read: () => event };
    await this.call(fault, (db) => applyChannelEvent(this.engine(db), tools, id), [], 2);
    const [row] = await this.test.db.asEngine((tx) =>
      tx
        .select({ state: channelEvents.state, outcome: channelEvents.outcome })
        .from(channelEvents)
        .where(eq(channelEvents.id, id)),
    );
    if (row?.state !== 'applied') throw new Error(`event ${id} is ${row?.state}: ${row?.outcome}`);
  }

  /** The operator decides a dispute whose parties have been heard: this many of its units are paid. */
  async decide(lease: ModelLease, delivery: ModelDelivery, paid: bigint, fault: Fault): Promise<void> {
    const outcome = paid === 0n ? 'for_buyer' : paid === delivery.units ? 'for_provider' : 'shared';
    const asked = {
      disputeId: delivery.disputeId ?? '',
      requestId: this.requestId(),
      outcome,
      ground: 'agreed_by_both',
      ...(outcome === 'shared' && { providerUnits: paid.toString() }),
      note: 'What both of them asked for.',
    };
    const decided = await this.call(fault, (db) => decideDispute(this.operator(db), asked));
    this.must(decided, 'decide');
    this.model.decide(lease, delivery, paid);
  }

  /** What a verb answered that the model knows may be called; null where the answer was lost with its process. */
  must<T>(outcome: Outcome<T>, verb: string): T | null {
    if (!outcome.ok) throw new Error(`${verb} refused ${outcome.code}`);
    this.count(verb);
    return outcome.value;
  }

  /** Brings everything the run began to its end, so that the next run finds a quiet market. */
  async windDown(): Promise<void> {
    this.channel.fate = 'answered';
    await this.attempt();
    await this.compare('the last payments');
    const isOver = () =>
      this.model.leases.every(({ ended }) => ended) && this.model.orders.every(({ open }) => !open);
    for (let steps = 0; steps < STEPS_MOST && !isOver(); steps++) {
      await this.advance(STEP_HOURS);
      for (const lease of this.model.leases)
        for (const delivery of lease.deliveries)
          if (delivery.state === 'rejected' && this.model.now >= delivery.statementsUntil)
            await this.decide(lease, delivery, delivery.units / 2n, 'none');
      await this.compare(`step ${steps} of the end`);
    }
    if (!isOver()) throw new Error('leases or orders never ended');
    const { buyers, providers, payments } = this.model;
    await this.test
      .ownerSql`update pools set status = 'suspended' where organization_id = any(${[...providers]})`;
    await this.attempt();
    await this.fundAndRecover();
    await this.compare('the end');
    const check = await checkMarket(this.engine(), [...buyers, ...providers]);
    if (check.disagreements.length > 0)
      throw new Error(`market-check: ${JSON.stringify(check.disagreements)}`);
    for (const { id, kind, state } of payments) {
      const happened = this.channel.happened.has(id);
      if ((state === 'succeeded') !== happened)
        throw new Error(
          `${kind} ${id} is ${state}, at the channel it ${happened ? 'happened' : 'never did'}`,
        );
    }
  }
}

const leaseOf = (row: LeaseSeen): ModelLease => ({
  id: row.id,
  buyer: row.buyer,
  provider: row.provider,
  price: BigInt(row.price),
  units: BigInt(row.units),
  startHour: row.start_hour,
  endHour: row.end_hour,
  deliveries: [],
  started: false,
  ended: false,
  held: BigInt(row.price),
  disputed: 0n,
  earned: 0n,
  fee: 0n,
  refunded: 0n,
  credit: 0n,
});

/** When the run after a run begins: at two o'clock of a day, long after everything of it has ended. */
export const nextStart = (now: number): number => (Math.floor(now / DAY_MS) + 3) * DAY_MS + 2 * HOUR_MS;
