import Stripe from 'stripe';
import { ok, type Result, refuse } from '@/lib/core/result';

/** How old a signed event may be. */
const TOLERANCE_SECONDS = 300;

export interface WebhookKeys {
  /** The endpoint's signing secret. */
  readonly secret: string;
  /** The one before, while secrets are being changed. */
  readonly oldSecret: string | null;
  /** The secret of an endpoint for connected accounts alone; it signs nothing else. */
  readonly connectSecret: string | null;
  /** Whether our key moves real money: test events never reach a live market, nor live ones a test. */
  readonly livemode: boolean;
}

export type WebhookRefusal = 'bad_signature' | 'stale' | 'unreadable' | 'other_mode' | 'other_account';

/** The body as text, every byte of it: what isn't UTF-8 was not signed by Stripe, and a leading mark counts. */
function textOf(body: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return null;
  }
}

/** Whether a secret signed this text at the time its header says, however long ago. */
function isSigned(text: string, header: string, secret: string): boolean {
  try {
    return Stripe.webhooks.signature?.verifyHeader(text, header, secret, 0) ?? false;
  } catch {
    return false;
  }
}

/** The event of a signed text; null when it is something else. */
function eventOf(text: string, header: string, secret: string): Stripe.Event | null {
  try {
    const event = Stripe.webhooks.constructEvent(text, header, secret, 0);
    const isEvent =
      event.object === 'event' && typeof event.id === 'string' && typeof event.type === 'string';
    return isEvent && Number.isInteger(event.created) && event.data?.object ? event : null;
  } catch {
    return null;
  }
}

const signedAtSeconds = (header: string): number =>
  Number(/(?:^|,)t=(\d+)(?:,|$)/.exec(header)?.[1] ?? 'NaN');

/** What a connected account does for itself is none of our business; what Stripe says about it as our payee is. */
const isOurs = (event: Stripe.Event): boolean => !event.account || /^(account|capability)\./.test(event.type);

/**
 * Promises the event in a webhook's raw body: signed by the present secret or the one before (of connected accounts also by
 * their own), at most five minutes ago
 * and not ahead of us by more, of our mode, and about our own account or a payee of it. A repeated time in the header
 * is refused, since only one of the two was checked.
 */
export function verifyWebhook(
  body: Uint8Array,
  header: string | null,
  keys: WebhookKeys,
  nowMs: number,
): Result<Stripe.Event, WebhookRefusal> {
  const text = textOf(body);
  if (text === null || header === null || (header.match(/(?:^|,)\s*t=/g)?.length ?? 0) !== 1)
    return refuse('bad_signature');
  const named = [keys.secret, keys.oldSecret ?? '', keys.connectSecret ?? ''];
  const secrets = named.filter((candidate) => candidate !== '');
  const secret = secrets.find((candidate) => isSigned(text, header, candidate));
  if (secret === undefined) return refuse('bad_signature');
  const event = eventOf(text, header, secret);
  if (!event) return refuse('unreadable');
  const ageSeconds = Math.floor(nowMs / 1000) - signedAtSeconds(header);
  if (!(Math.abs(ageSeconds) <= TOLERANCE_SECONDS)) return refuse('stale', { event: event.id, ageSeconds });
  if (event.livemode !== keys.livemode) return refuse('other_mode', { event: event.id });
  if (!isOurs(event) || (secret === keys.connectSecret && !event.account))
    return refuse('other_account', { event: event.id, account: event.account ?? null });
  return ok(event);
}
