import { eq } from 'drizzle-orm';
import { channelAccounts, channelEvents, jobs } from '@/db/schema';
import type { TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePerson, makePool } from '@/db/testing/fixtures';
import { amountText } from '@/lib/core/amount';
import { makeId } from '@/lib/core/ids';
import type { Capacity } from '@/lib/identity/permissions';
import { JobSpec, jobUnits } from '@/lib/market/job';
import { applyChannelEvent } from '../../channel-events/apply-channel-event';
import type { ChannelEvent } from '../../channel-events/channel-event';
import { receiveChannelEvent } from '../../channel-events/receive-channel-event';
import type { Ctx } from '../../context';
import { decideDispute } from '../../disputes/decide-dispute';
import { asServiceError } from '../../errors';
import { passGivenBackHours } from '../../leases/pass-given-back';
import { acceptSilentDeliveries, moveDueLeases } from '../../leases/run-leases';
import { fundGuaranteeDue } from '../../ledger/fund-guarantee';
import { recoverDue } from '../../ledger/recover';
import { checkMarket } from '../../market-check/check-market';
import { expireOrders } from '../../orders/expire-orders';
import { attemptDuePayments } from '../../payments/attempt-payment';
import { bookBankPayment } from '../../payments/book-bank-payment';
import { confirmBankPayment } from '../../payments/confirm-bank-payment';
import { bookPayout, confirmPayout } from '../../payouts/book-payout';
import { decidePayee } from '../../payouts/decide-payee';
import { nameBank } from '../../payouts/name-bank';
import { payeeFingerprint } from '../../payouts/payee-fingerprint';
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
/** So few that a job takes hours, some of which its buyer can give back. */
const POOL_CARDS = 2;
const POOL_HOURS = 220;
const FRAMES = 600;
/** One by a card, one final at once: a card's has odd cents. */
const OPENING_DEPOSITS = ['400.01', '400.00'];
/** What the exchange has of its own for a run, so that losses of earlier ones don't stop all payouts (L-8). */
const OWN_MICROS = 150n * YUAN;
/** So short that card money comes to be final within a run. */
export const CARD_TERMS = { finalDays: 6, payoutDays: 1, reserveBps: 1_000n };
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
  readonly made_at: Date;
  readonly hours: readonly { pool: string; hour: number; cards: number; price: string }[];
}

interface PaymentSeen {
  readonly id: string;
  readonly organization: string;
  readonly kind: ModelPayment['kind'];
  readonly channel: ModelPayment['channel'];
  readonly amount: string;
  readonly source: string | null;
  readonly state: string;
  readonly method: string | null;
  readonly settled_at: Date | null;
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
  private house = '';
  private persons: readonly [string, string] = ['', ''];
  /** Payments that happened at the bank. */
  private readonly atBank = new Set<string>();

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
      await makePool(at, id, { cards: POOL_CARDS, askMicros, hours: POOL_HOURS });
      providers.push(id);
    }
    const world = new World(test, new MoneyModel(now, buyers, providers, CARD_TERMS), name);
    await world.hireOperators();
    // The cheaper of them, who sells more, is paid over the bank in every other run.
    const [byStripe, byBank] = now % (2 * DAY_MS) < DAY_MS ? providers : providers.toReversed();
    if (!byStripe || !byBank) throw new Error('two providers');
    await setUpPayee(world.owner(byStripe), world.channel.tools, { channel: 'stripe' });
    await world.namePayeesBank(byBank);
    await fundGuaranteeDue(world.engine());
    for (const [account, micros] of await world.balances())
      if (account.startsWith('platform/')) world.model.balances.set(account, micros);
    await world.putInOwnMoney();
    for (const [at, id] of buyers.entries())
      await topUp(
        world.owner(id),
        { requestId: world.requestId(), amount: OPENING_DEPOSITS[at] ?? '400.00', channel: 'stripe' },
        world.channel.tools,
      );
    await world.look();
    return world;
  }

  private async hireOperators(): Promise<void> {
    const at = { ownerSql: this.test.ownerSql, now: new Date(this.model.now) };
    this.house = await makeOrganization(at, { operator: true });
    this.persons = [await makePerson(at, this.house), await makePerson(at, this.house)];
  }

  /** One of two persons of the exchange. */
  private person(which: 0 | 1, db = this.test.db): Ctx {
    const of = { db, now: new Date(this.model.now) };
    return inOrder(ownerContext(of, this.house, ['operator'], { personId: this.persons[which] }));
  }

  private async namePayeesBank(provider: string): Promise<void> {
    const bank = { holder: 'A provider', bank: 'A bank', number: 'DE89370400440532013000' };
    await nameBank(this.owner(provider), this.channel.tools, bank);
    const [row] = await this.test.db.asEngine((tx) =>
      tx.select().from(channelAccounts).where(eq(channelAccounts.organizationId, provider)),
    );
    if (!row) throw new Error('no payee');
    const decided = { organizationId: provider, seen: payeeFingerprint(row), decision: 'confirm' };
    await decidePayee(this.person(0), decided);
  }

  /** Two persons of the exchange put its own money beside its clients'. */
  private async putInOwnMoney(): Promise<void> {
    const bankLine = this.requestId();
    await bookOwnLine(this.person(0), { bankLine, what: 'own_money', amount: amountText(OWN_MICROS) });
    await confirmOwnLine(this.person(1), { movementId: `bank:${bankLine}`, decision: 'confirm' });
    this.model.ownMoneyCame(OWN_MICROS);
  }

  /** Money that nobody asked for comes over the bank: one person books it, another confirms it. */
  async bankDeposit(buyer: string, amount: bigint, fault: Fault): Promise<void> {
    const line = { bankLine: this.requestId(), amount: amountText(amount), organizationId: buyer };
    const { paymentId } = await bookBankPayment(this.person(0), line);
    await this.look();
    await this.compare('a bank deposit that is booked');
    await this.confirmAtBank(paymentId, line.bankLine, fault);
  }

  private async confirmAtBank(paymentId: string, bankLine: string, fault: Fault): Promise<void> {
    const seen = { paymentId, bankLine };
    const done = await this.call(fault, (db) => confirmBankPayment(this.person(1, db), seen));
    this.must(done, 'confirm at the bank');
    this.atBank.add(paymentId);
    await this.look();
  }

  /** What waits for the bank happens there: it is booked by one person and confirmed by another; or it can't be paid out. */
  async workAtBank(isPaid: boolean, fault: Fault): Promise<void> {
    await this.attempt();
    for (const { id, kind, amount, state, channel } of [...this.model.payments]) {
      if (channel !== 'bank' || state !== 'open') continue;
      const bankLine = this.requestId();
      if (kind === 'refund') {
        const [row] = await this.test.ownerSql<
          { reference: string }[]
        >`select reference from payments where id = ${id}`;
        const line = { bankLine, amount: amountText(amount), reference: row?.reference ?? '' };
        await bookBankPayment(this.person(0), line);
        await this.confirmAtBank(id, bankLine, fault);
        continue;
      }
      const outcome = isPaid ? { outcome: 'executed', bankLine } : { outcome: 'not_executed' };
      const booked = await this.call(fault, (db) =>
        bookPayout(this.person(1, db), { ...outcome, paymentId: id }),
      );
      this.must(booked, 'book payout');
      const asked = { paymentId: id, bankLine: isPaid ? bankLine : null, decision: 'confirm' };
      const confirmed = await this.call(fault, (db) => confirmPayout(this.person(0, db), asked), [
        'payout_not_open',
      ]);
      this.must(confirmed, isPaid ? 'bank payout paid' : 'bank payout not executed');
      if (isPaid) this.atBank.add(id);
      await this.look();
    }
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
    return inOrder(engineContext({ db, now: new Date(this.model.now) }));
  }

  owner(organizationId: string, db = this.test.db): Ctx {
    const capacity: Capacity = this.model.buyers.includes(organizationId) ? 'buyer' : 'provider';
    return inOrder(ownerContext({ db, now: new Date(this.model.now) }, organizationId, [capacity]));
  }

  operator(db = this.test.db): Ctx {
    return inOrder(ownerContext({ db, now: new Date(this.model.now) }, 'org_operator', ['operator']));
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
      select id, organization_id as organization, kind, channel, amount_micros::text as amount, source_payment_id as source, state,
        method, settled_at
      from payments where organization_id = any(${own}) order by id`;
    for (const seen of payments)
      this.model.paymentStands({
        ...seen,
        amount: BigInt(seen.amount),
        settledAt: seen.settled_at?.getTime() ?? 0,
      });
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
        units::text as units, start_hour, end_hour, event_at as made_at,
        (select jsonb_agg(jsonb_build_object('pool', h.pool_id, 'hour', h.hour, 'cards', h.cards, 'price', h.price_micros::text))
          from lease_hours h where h.lease_id = leases.id) as hours
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
    await this.advanceTo(this.model.now + hours * HOUR_MS, fault);
  }

  async advanceTo(now: number, fault: Fault): Promise<void> {
    this.model.now = now;
    await this.call(fault, (db) => moveDueLeases(this.engine(db)));
    await this.call(fault, (db) => acceptSilentDeliveries(this.engine(db)));
    this.model.timePassed(await this.chargedNow());
    await this.call(fault, (db) => passGivenBackHours(this.engine(db)));
    const before = this.model.resoldTimes;
    this.model.creditResold();
    if (this.model.resoldTimes > before) this.count('given-back hours credited');
    await expireOrders(this.engine());
    await this.look();
  }

  /** Leases whose providers were charged at this instant, in order: who comes first gets what there is. */
  private async chargedNow(): Promise<readonly string[]> {
    const rows = await this.test.ownerSql<{ lease: string }[]>`
      select subject_id as lease from postings where event_at = ${new Date(this.model.now)}
        and recipe in ('charge_provider', 'credit_after_payout', 'owe_charge') order by id`;
    return rows.map(({ lease }) => lease);
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
    await this.workAtBank(true, 'none');
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
      const happened = this.channel.happened.has(id) || this.atBank.has(id);
      if ((state === 'succeeded') !== happened)
        throw new Error(
          `${kind} ${id} is ${state}, at the channel it ${happened ? 'happened' : 'never did'}`,
        );
    }
  }
}

let idsMade = 0;

/** Ids that sort as they were made, within an instant too: what was earned first is settled by them. */
function inOrder(ctx: Ctx): Ctx {
  const newId: Ctx['newId'] = (kind) => {
    const made = idsMade++;
    const tail = Array.from({ length: 12 }, (_, at) => Math.floor(made / 32 ** (11 - at)) % 32);
    return makeId(kind, ctx.now.getTime(), Uint8Array.from(tail));
  };
  return { ...ctx, newId };
}

const leaseOf = (row: LeaseSeen): ModelLease => ({
  id: row.id,
  buyer: row.buyer,
  provider: row.provider,
  price: BigInt(row.price),
  units: BigInt(row.units),
  startHour: row.start_hour,
  endHour: row.end_hour,
  madeAt: row.made_at.getTime(),
  hours: row.hours.map((own) => ({ ...own, cards: BigInt(own.cards), price: BigInt(own.price) })),
  deliveries: [],
  started: false,
  ended: false,
  held: BigInt(row.price),
  disputed: 0n,
  earned: 0n,
  fee: 0n,
  refunded: 0n,
  credit: 0n,
  endedAt: 0,
  left: false,
});

/** When the run after a run begins: at two o'clock of a day, long after everything of it has ended. */
export const nextStart = (now: number): number => (Math.floor(now / DAY_MS) + 3) * DAY_MS + 2 * HOUR_MS;
