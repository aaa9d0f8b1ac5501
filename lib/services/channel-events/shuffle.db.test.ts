import { sql } from 'drizzle-orm';
import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase, type Tx } from '@/db/client';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { type StripeStandIn, startStripe } from '@/e2e/stripe/start';
import { receivedOf } from '@/lib/adapters/stripe/read-event';
import { assert } from '@/lib/core/assert';
import { mulberry32 } from '@/lib/core/prng';
import { checkMarket } from '../market-check/check-market';
import type { Market } from '../payments/testing/effects';
import { stripeTools } from '../payments/testing/stripe-tools';
import { engineContext } from '../testing/contexts';
import { applyAll } from './apply-all';
import { applyChannelEvent, NotYetApplied } from './apply-channel-event';
import { receiveChannelEvent } from './receive-channel-event';
import { type History, richHistory } from './testing/history';
import { rehearsed } from './testing/rehearsed';
import { eventTools } from './testing/told';

const SEEDS = Number(process.env.SHUFFLE_SEEDS ?? 100);
const DUPLICATES = 0.3;

let test: TestDatabase;
let prepared: Database;
let stripe: StripeStandIn;
let market: Market;
let history: History;

beforeAll(async () => {
  test = await createTestDatabase();
  // One connection says the same few statements tens of thousands of times.
  prepared = openDatabase(test.urls.app, { connectionsMax: 1, prepares: true });
  stripe = await startStripe();
  stripe.dashboard.moveOwnMoney(10_000_00);
  market = { test, stripe, tools: stripeTools(stripe) };
  history = await richHistory(market);
  // Each is stored once, however often it is sent; from here on they are applied in one order or another.
  for (const event of [...history.events, ...history.events])
    await receiveChannelEvent(engineContext(test), receivedOf(event));
});
afterAll(async () => {
  await stripe.stop();
  await prepared.close();
  await test.drop();
});

/** The events in an order drawn from a seed, three in ten of them told twice. */
function shuffled(events: readonly Stripe.Event[], seed: number): readonly Stripe.Event[] {
  const draw = mulberry32(seed);
  const told = [...events, ...events.filter(() => draw() < DUPLICATES)];
  for (let at = told.length - 1; at > 0; at--) {
    const other = Math.floor(draw() * (at + 1));
    [told[at], told[other]] = [told[other] as Stripe.Event, told[at] as Stripe.Event];
  }
  return told;
}

/** Everything that money and people depend on. */
type Standing = {
  readonly accounts: Readonly<Record<string, string>>;
  readonly payments: unknown;
  readonly chargebacks: unknown;
  readonly parties: unknown;
  readonly events: Readonly<Record<string, string>>;
};

async function standing(tx: Tx): Promise<Standing> {
  const [row] = await tx.execute<Standing>(sql`
    select (select jsonb_object_agg(id, balance_micros::text) from accounts where balance_micros <> 0) as accounts,
      (select jsonb_agg(jsonb_build_array(organization_id, kind, state, failure, amount_micros::text,
        returned_micros::text, method, external_id, external_payment_id, final_at,
        case when request_id like 'outside:%' then request_id else id end)
        order by external_id, id) from payments) as payments,
      (select jsonb_agg(jsonb_build_array(id, organization_id, amount_micros::text, state, withdrawn) order by id)
        from chargebacks) as chargebacks,
      (select jsonb_agg(jsonb_build_array(organization_id, role, state, requirements) order by organization_id, role)
        from channel_accounts) as parties,
      (select jsonb_object_agg(id, state) from channel_events) as events`);
  assert(row, 'standing');
  return row;
}

interface Told {
  readonly state: Standing;
  readonly waiting: readonly string[];
}

/** Applies the events in an order, each as often as it is there, and then what had to wait, as the queue does. */
const tell = (events: readonly Stripe.Event[], checks = false): Promise<Told> =>
  rehearsed(prepared, async (db, tx) => {
    const ctx = engineContext({ db, now: test.now });
    const tools = eventTools(market.tools);
    for (const { id } of events)
      await applyChannelEvent(ctx, tools, id).catch((error: unknown) => {
        if (!(error instanceof NotYetApplied)) throw error;
      });
    const waiting = await applyAll(ctx, tools);
    if (checks) expect((await checkMarket(ctx)).disagreements).toEqual([]);
    return { state: await standing(tx), waiting };
  });

/** A kind of balance by the organizations' names, in whole units. */
function balancesOf({ accounts }: Standing, kind: string): Record<string, number> {
  const named = Object.entries(accounts).flatMap(([id, micros]) => {
    const [owner = '', is] = id.split('/');
    return is === kind ? [[history.names.get(owner) ?? owner, Number(micros) / 1e6] as const] : [];
  });
  return Object.fromEntries(named);
}

describe('everything that may happen at Stripe', () => {
  let inOrder: Told;

  it('told in order leaves each wallet, provider and the exchange with what is theirs', async () => {
    inOrder = await tell(history.events, true);
    const { state, waiting } = inOrder;
    expect(waiting).toEqual([]);
    expect(new Set(Object.values(state.events))).toEqual(new Set(['applied', 'ignored']));
    expect(balancesOf(state, 'available')).toEqual({
      pays: 100,
      'pays later': 80 - 10,
      refunded: 100 - 40,
      'refunded slowly': 100 - 30,
      'refund came back': 60,
      'refunded in the dashboard': 90 - 25,
      'charges back in vain': 55,
      'only asks': 35,
      owed: 30,
    });
    expect(balancesOf(state, 'receivable')).toEqual({ owes: -60 + 25 + 20 });
    expect(balancesOf(state, 'in_payout')).toEqual({});
    expect(balancesOf(state, 'payable')).toEqual({
      paid: 100 - 60,
      'paid, and back it came': 200 - 80 + 30 + 20,
      'sells to debtors': 60 - 20 + 45 - 5,
    });
    expect(balancesOf(state, 'guarantee')).toEqual({ platform: 20 - 15 });
    expect(balancesOf(state, 'losses')).toEqual({});
  });

  it(`leaves the same in ${SEEDS} other orders, three in ten events told twice`, async () => {
    for (let seed = 1; seed <= SEEDS; seed++)
      expect([seed, await tell(shuffled(history.events, seed), seed % 20 === 0)]).toEqual([seed, inOrder]);
  }, 240_000);
});
