import { eq } from 'drizzle-orm';
import { channelEvents } from '@/db/schema';
import type { TestDatabase } from '@/db/testing/database';
import { readStripeEvent } from '@/lib/adapters/stripe/read-event';
import { stripeEvent } from '@/lib/adapters/testing/stripe-events';
import type { PaymentTools } from '../../payments/channel';
import { engineContext } from '../../testing/contexts';
import { applyAll } from '../apply-all';
import { applyChannelEvent, type EventTools, NotYetApplied } from '../apply-channel-event';
import { receiveChannelEvent } from '../receive-channel-event';

type Plain = Readonly<Record<string, unknown>>;

/** What applying needs in a test: Stripe's reader, and channels if it is to ask any. */
export const eventTools = (
  payments: PaymentTools = { channels: {}, appOrigin: 'http://market.test' },
): EventTools => ({
  payments,
  read: readStripeEvent,
});

let made = 0;

/** Stores an event about an object, as the webhook does; promises its id. */
export async function receive(
  test: TestDatabase,
  type: string,
  object: Plain,
  given: Plain = {},
): Promise<string> {
  const payload = stripeEvent(type, object, { id: `evt_${++made}`, ...given });
  const id = String(payload.id);
  await receiveChannelEvent(engineContext(test), {
    id,
    channel: 'stripe',
    type,
    objectId: String(object.id),
    payload,
    occurredAt: test.now,
  });
  return id;
}

/** Where an event stands: its state and what came of it. */
export async function standing(
  test: TestDatabase,
  eventId: string,
): Promise<readonly [string, string | null]> {
  const [row] = await test.db.asEngine((tx) =>
    tx.select().from(channelEvents).where(eq(channelEvents.id, eventId)),
  );
  return [row?.state ?? 'missing', row?.outcome ?? null];
}

/** Stores an event and applies it once; promises where it stands then. */
export async function tell(test: TestDatabase, type: string, object: Plain, given: Plain = {}) {
  const id = await receive(test, type, object, given);
  await applyChannelEvent(engineContext(test), eventTools(), id).catch((error) => {
    if (!(error instanceof NotYetApplied)) throw error;
  });
  return standing(test, id);
}

/** Applies what is left until nothing moves any more. */
export const settleEvents = (test: TestDatabase) => applyAll(engineContext(test), eventTools());
