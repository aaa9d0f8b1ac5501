import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { hourOf } from '@/lib/core/hours';

/** What the market acknowledged to a client: the answer came, so it must hold whatever happens afterwards. */
export interface Acknowledged {
  readonly what: 'limit' | 'acceptance' | 'cancel';
  readonly orderId: string;
  readonly atMs: number;
}

/** A request that places an order and got no answer: it may or may not have been done. */
interface InDoubt {
  readonly key: string;
  readonly body: Readonly<Record<string, string>>;
  readonly what: 'limit' | 'acceptance';
}

const REQUEST_LIMIT_MS = 15_000;
const PAUSE_MS = 100;
/** A limit order stands for one main round before it may be cancelled (M-7). */
const CANCEL_SHARE = 0.25;
const ACCEPT_SHARE = 0.4;

const Job = z.object({ jobId: z.string(), quotes: z.array(z.object({ id: z.string() })) });
const Order = z.object({ orderId: z.string() });
const Failed = z.object({ error: z.object({ code: z.string(), reason: z.string().optional() }) });

type Answer = { readonly status: number; readonly json: unknown } | null;

const isClosed = (answer: NonNullable<Answer>): boolean => {
  const failed = Failed.safeParse(answer.json);
  return failed.success && failed.data.error.reason !== 'stands_one_round';
};

/** Clients that trade over the public API with keys, until they are told to stop, and remember every answer. */
export class Load {
  readonly acknowledged: Acknowledged[] = [];
  /** Refusals by status and code: a market says no now and then. */
  readonly refusals = new Map<string, number>();
  inDoubt: InDoubt[] = [];
  requests = 0;
  unanswered = 0;
  #cancellable: { readonly key: string; readonly orderId: string; readonly atMs: number }[] = [];
  #running = false;
  #clients: Promise<void>[] = [];
  #serial = 0;

  constructor(
    private readonly origin: string,
    private readonly keys: readonly string[],
    private readonly roll: () => number,
    private readonly cancelAfterMs: number,
  ) {}

  start(): void {
    this.#running = true;
    this.#clients = this.keys.map((key) => this.#client(key));
  }

  /** Stops after the requests under way are answered or given up. */
  async stop(): Promise<void> {
    this.#running = false;
    await Promise.all(this.#clients);
  }

  /** Sends again, under the same request ids, what got no answer; promises how many are acknowledged now. */
  async resend(): Promise<number> {
    const doubtful = this.inDoubt;
    this.inDoubt = [];
    let done = 0;
    for (const { key, body, what } of doubtful) done += (await this.#order(key, body, what)) ? 1 : 0;
    return done;
  }

  async #client(key: string): Promise<void> {
    while (this.#running) {
      const roll = this.roll();
      if (roll < CANCEL_SHARE) await this.#cancel(key);
      else if (roll < CANCEL_SHARE + ACCEPT_SHARE) await this.#accept(key);
      else await this.#limit(key);
      await sleep(PAUSE_MS);
    }
  }

  /** Null when nobody answered. */
  async #post(key: string, path: string, body: object): Promise<Answer> {
    this.requests += 1;
    try {
      const response = await fetch(`${this.origin}/api/v1/${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(REQUEST_LIMIT_MS),
      });
      return { status: response.status, json: await response.json() };
    } catch {
      this.unanswered += 1;
      return null;
    }
  }

  #refused(answer: NonNullable<Answer>): void {
    const parsed = Failed.safeParse(answer.json);
    const failure = parsed.success ? parsed.data.error : null;
    const reason = `${answer.status} ${failure?.reason ?? failure?.code ?? 'unreadable'}`;
    this.refusals.set(reason, (this.refusals.get(reason) ?? 0) + 1);
  }

  async #job(key: string, quotes: boolean): Promise<z.infer<typeof Job> | null> {
    const earliestHour = hourOf(new Date()) + 2;
    const answer = await this.#post(key, 'jobs', {
      name: 'Soak',
      quotes,
      spec: {
        kind: 'card_hours',
        cards: 1 + Math.floor(this.roll() * 4),
        hours: 1 + Math.floor(this.roll() * 3),
        constraints: {},
        earliestHour,
        deadlineHour: earliestHour + 24 + Math.floor(this.roll() * 200),
      },
    });
    if (answer === null) return null;
    const job = Job.safeParse(answer.json);
    if (job.success) return job.data;
    this.#refused(answer);
    return null;
  }

  async #order(key: string, body: InDoubt['body'], what: InDoubt['what']): Promise<boolean> {
    const answer = await this.#post(key, 'orders', body);
    // A 5xx says that something went wrong, not what was done.
    if (answer === null || answer.status >= 500) {
      if (answer) this.#refused(answer);
      this.inDoubt.push({ key, body, what });
      return false;
    }
    const order = Order.safeParse(answer.json);
    if (!order.success) {
      this.#refused(answer);
      return false;
    }
    const { orderId } = order.data;
    this.acknowledged.push({ what, orderId, atMs: Date.now() });
    if (what === 'limit') this.#cancellable.push({ key, orderId, atMs: Date.now() });
    return true;
  }

  #requestId(): string {
    this.#serial += 1;
    return `soak-request-${this.#serial}`;
  }

  async #accept(key: string): Promise<void> {
    const [quote] = (await this.#job(key, true))?.quotes ?? [];
    if (quote) await this.#order(key, { requestId: this.#requestId(), quoteId: quote.id }, 'acceptance');
  }

  /** Half of the limits are under the ask, so that orders stay in the book. */
  async #limit(key: string): Promise<void> {
    const job = await this.#job(key, false);
    const limit = this.roll() < 0.5 ? '0.50' : '60.00';
    if (job) await this.#order(key, { requestId: this.#requestId(), jobId: job.jobId, limit }, 'limit');
  }

  async #cancel(key: string): Promise<void> {
    const old = Date.now() - this.cancelAfterMs;
    const at = this.#cancellable.findIndex((one) => one.key === key && one.atMs < old);
    const [order] = at < 0 ? [] : this.#cancellable.splice(at, 1);
    if (!order) return;
    const answer = await this.#post(key, `orders/${order.orderId}/cancel`, {});
    if (answer === null) return;
    const cancelled = Order.safeParse(answer.json);
    if (cancelled.success)
      this.acknowledged.push({ what: 'cancel', orderId: order.orderId, atMs: Date.now() });
    else {
      this.#refused(answer);
      // It hasn't stood for its round yet.
      if (answer.status === 409 && !isClosed(answer)) this.#cancellable.push({ ...order, atMs: Date.now() });
    }
  }
}
