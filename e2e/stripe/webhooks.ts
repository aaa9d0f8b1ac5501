import Stripe from 'stripe';

/** What goes wrong with a delivery. `lost` and `late` come again in a later round; `swapped` overtakes the one before. */
export type WebhookFault = 'twice' | 'late' | 'swapped' | 'lost';
export type WebhookPlan = (event: Stripe.Event) => WebhookFault | null;

export interface Delivery {
  readonly eventId: string;
  readonly type: string;
  /** What the endpoint answered; null when it wasn't reached. */
  readonly status: number | null;
}

export interface WebhookOptions {
  /** Where events go; without it they wait. */
  readonly url: string | null;
  readonly secret: string;
  readonly plan?: WebhookPlan;
  /** Sends by itself and repeats what failed; otherwise `deliver` does. */
  readonly byItself: boolean;
  readonly retryMs?: number;
}

interface Waiting {
  readonly event: Stripe.Event;
  rest: number;
  lost: boolean;
  attempts: number;
}

/** Carries the events to the webhook endpoint, signed as Stripe signs them. */
export class Webhooks {
  url: string | null;
  plan: WebhookPlan;
  readonly deliveries: Delivery[] = [];
  private secrets: readonly string[];
  private waiting: Waiting[] = [];
  private round: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;
  private stopped = false;

  constructor(private readonly options: WebhookOptions) {
    this.url = options.url;
    this.plan = options.plan ?? (() => null);
    this.secrets = [options.secret];
  }

  /** A new secret; the old one signs beside it until `keepOnly`. */
  rotate(secret: string): void {
    this.secrets = [secret, ...this.secrets.slice(0, 1)];
  }

  keepOnly(secret: string): void {
    this.secrets = [secret];
  }

  get waitingCount(): number {
    return this.waiting.length;
  }

  add(event: Stripe.Event): void {
    const fault = this.plan(event);
    const one = (): Waiting => ({
      event,
      rest: fault === 'late' ? 1 : 0,
      lost: fault === 'lost',
      attempts: 0,
    });
    this.waiting.push(one());
    if (fault === 'twice') this.waiting.push(one());
    const [before, last] = this.waiting.slice(-2);
    if (fault === 'swapped' && before && last) this.waiting.splice(-2, 2, last, before);
    if (this.options.byItself) this.soon(0);
  }

  /** The header as Stripe would sign these bytes at a moment of the system's clock, by every secret in force. */
  signatureOf(payload: string, at = Math.floor(Date.now() / 1000)): string {
    const signed = this.secrets.map((secret) =>
      Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: at }),
    );
    return [signed[0], ...signed.slice(1).map((header) => header.slice(header.indexOf('v1=')))].join(',');
  }

  /** One round: everything that waits is sent once; what isn't taken stays. Returns how many were taken. */
  async deliver(): Promise<number> {
    const { url } = this;
    if (!url) return 0;
    const round = this.waiting;
    this.waiting = [];
    let taken = 0;
    for (const it of round) {
      if (it.rest > 0) {
        it.rest -= 1;
        this.waiting.push(it);
      } else if (await this.send(url, it)) taken += 1;
      else this.waiting.push(it);
    }
    return taken;
  }

  /** Rounds until nothing waits any more, or twenty have passed. */
  async drain(): Promise<void> {
    for (let round = 0; round < 20 && this.waiting.length > 0; round++) await this.deliver();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.round;
  }

  private async send(url: string, it: Waiting): Promise<boolean> {
    it.attempts += 1;
    if (it.lost) {
      it.lost = false;
      return false;
    }
    const payload = JSON.stringify(it.event, null, 2);
    const headers = { 'content-type': 'application/json', 'stripe-signature': this.signatureOf(payload) };
    const status = await fetch(url, { method: 'POST', body: payload, headers }).then(
      (answer) => answer.status,
      () => null,
    );
    this.deliveries.push({ eventId: it.event.id, type: it.event.type, status });
    return status !== null && status >= 200 && status < 300;
  }

  private soon(milliseconds: number): void {
    if (this.timer || this.round || this.stopped) return;
    this.timer = setTimeout(() => {
      this.timer = null;
      this.round = this.deliver().then(() => {
        this.round = null;
        if (this.waiting.length === 0) return;
        const attempts = Math.max(...this.waiting.map((it) => it.attempts));
        const wait = (this.options.retryMs ?? 500) * 2 ** Math.min(attempts, 6);
        this.soon(attempts === 0 ? 0 : wait);
      });
    }, milliseconds);
    this.timer.unref();
  }
}
