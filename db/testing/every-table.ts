import { hourOf } from '@/lib/core/hours';
import { post } from '../queries/post';
import { reserveCards } from '../queries/reserve-cards';
import type { TestDatabase } from './database';
import { makeLease, makeOrganization, makePerson, makePool } from './fixtures';

export interface Deal {
  readonly buyer: string;
  readonly provider: string;
  readonly poolId: string;
  readonly leaseId: string;
}

const MEASURED = {
  kind: 'rendering',
  chip: 'h100-sxm-80gb',
  model: 'blender-cycles',
  rate_unit: 'frames_per_card_h',
  rate: 12.5,
  source: 'test',
  date: '2026-11',
  samples: 1,
  work_class: 'rendering/blender-cycles',
  log_slowdown: 0.1,
  profile_version: 'test',
} as const;

/** A buyer, a provider and one disputed lease between them, with at least one row in every table. */
export async function makeDeal(
  market: TestDatabase,
  where: { readonly region?: string; readonly nodeCode?: string } = {},
): Promise<Deal> {
  const { ownerSql: sql, now } = market;
  const buyer = await makeOrganization(market);
  const provider = await makeOrganization(market, { provider: true });
  const person = await makePerson(market, buyer);
  await makePerson(market, provider);
  const poolId = await makePool(market, provider, where);
  const startHour = hourOf(now) + 1;
  const leaseId = await makeLease(market, buyer, provider, { poolId, startHour, endHour: startHour + 2 });
  await market.db.asOrganization(buyer, (tx) =>
    reserveCards(
      tx,
      leaseId,
      [0, 1].map((i) => ({ poolId, hour: startHour + i, cards: 4, priceMicros: 12_500_000n })),
    ),
  );
  const tail = leaseId.slice('lea_'.length);
  await market.db.asEngine((tx) =>
    post(tx, [
      {
        id: `pst_${tail}`,
        recipe: 'top_up',
        requestKey: `top-up:${tail}`,
        subjectType: 'payment',
        subjectId: `pay_${tail}`,
        facts: {},
        eventAt: now,
        entries: [
          { organizationId: null, kind: 'external:sandbox', currency: 'CNY', amountMicros: -150n },
          { organizationId: buyer, kind: 'available', currency: 'CNY', amountMicros: 100n },
          { organizationId: provider, kind: 'payable', currency: 'CNY', amountMicros: 50n },
        ],
      },
    ]),
  );
  const event = { event_at: now };
  const sides = { buyer_organization_id: buyer, provider_organization_id: provider };
  const order = { id: `ord_${tail}`, job: `job_${tail}` };
  await sql`insert into organization_addresses ${sql({ organization_id: buyer, version: 1, lines: ['1 Test Street'], city: 'Test', country: 'DE', ...event })}`;
  await sql`insert into sessions ${sql({ id: `ses_${tail}`, person_id: person, organization_id: buyer, started_at: now, expires_at: now })}`;
  await sql`insert into api_keys ${sql({ id: `key_${tail}`, organization_id: buyer, created_by_person_id: person, name: 'key', prefix: tail, sha256: tail, scopes: ['orders.place'], expires_at: now, ...event })}`;
  await sql`insert into availability ${sql({ id: `ava_${tail}`, pool_id: poolId, organization_id: provider, from_hour: startHour, to_hour: startHour + 1, cards: 4, ...event })}`;
  await sql`insert into quotes ${sql({ id: `quo_${tail}`, organization_id: buyer, job_id: order.job, pool_ids: [poolId], total_micros: 1, tax_micros: 0, tax_bps: 0, start_hour: startHour, end_hour: startHour + 1, facts: sql.json({}), terms_version: 1, profile_version: '1', expires_at: now, ...event })}`;
  const [round] = await sql`select coalesce(max(number), 0) + 1 as number from rounds`;
  const roundId = `rnd_${tail}`;
  await sql`insert into rounds ${sql({ id: roundId, number: round?.number ?? 1, starts_at_hour: startHour, hours: 336, book: Buffer.from('book'), outcome: Buffer.from('outcome'), engine: 'test', counts: sql.json({}), card_hours: 8, pay_micros: 1, welfare_micros: 1, bound_micros: 1, lost_value_micros: 0, regret_micros: 0, elapsed_ms: 1, terms_version: 1, started_by: 'clock', ...event })}`;
  await sql`insert into round_attempts ${sql({ id: `att_${tail}`, round_id: roundId, cause: 'book_moved', facts: sql.json({}), ...event })}`;
  await sql`insert into round_prices ${sql({ round_id: roundId, pool_id: poolId, hour: startHour, ask_micros: 10, price_micros: 12, traded_cards: 4 })}`;
  await sql`insert into indicative_rounds ${sql({ id: `ind_${tail}`, after_round_number: 1, orders: 1, trades_given_back: 0, raised_pool_hours: 0, moved_pool_hours: 0, welfare_micros: 1, bound_micros: 1, elapsed_ms: 1, terms_version: 1, fingerprint: tail, starts_at_hour: startHour, multipliers: Buffer.from('[]'), ...event })}`;
  await sql`insert into day_books ${sql({ day: '2026-11-02', orders: 1, instant_orders: 0, filled: 1, card_hours: 8, welfare_micros: 1, bound_micros: 1, first_come_micros: 1, first_come_card_hours: 8, largest_ten_micros: 1, rounds: 1, ...event })} on conflict do nothing`;
  await sql`insert into replacements ${sql({ lease_id: leaseId, organization_id: buyer, units: '10', state: 'due', ...event })}`;
  const deliveryId = `dlv_${tail}`;
  await sql`insert into deliveries ${sql({ id: deliveryId, lease_id: leaseId, ...sides, request_id: tail, sequence: 1, units: '10', evidence: sql.json({}), state: 'rejected', window_ends_at: now, decided_at: now, ...event })}`;
  await sql`insert into disputes ${sql({ id: `dsp_${tail}`, delivery_id: deliveryId, lease_id: leaseId, ...sides, disputed_micros: 1, request_id: tail, request_hash: tail, reason: 'quality', statement: 'blurred', state: 'open', statements_until: now, ...event })}`;
  await sql`insert into dispute_statements ${sql({ id: `dst_${tail}`, dispute_id: `dsp_${tail}`, ...sides, request_id: tail, request_hash: tail, sequence: 1, side: 'buyer', statement: 'still blurred', evidence: sql.json({ files: [] }), ...event })}`;
  await sql`insert into holds ${sql({ id: `hld_${tail}`, organization_id: buyer, order_id: order.id, lease_id: leaseId, held_micros: 1, ...event })}`;
  await sql`insert into payments ${sql({ id: `pay_${tail}`, organization_id: buyer, request_id: tail, channel: 'sandbox', direction: 'in', kind: 'top_up', amount_micros: 100, currency: 'CNY', state: 'pending', ...event })}`;
  const own = { organization_id: buyer, ...event };
  await sql`insert into channel_accounts ${sql({ ...own, channel: 'stripe', role: 'payer', state: 'pending', updated_at: now })}`;
  await sql`insert into channel_events ${sql({ id: `evt_${tail}`, channel: 'stripe', type: 'test', object_id: tail, payload: sql.json({}), occurred_at: now, state: 'received', ...event })}`;
  await sql`insert into chargebacks ${sql({ ...own, id: `dp_${tail}`, channel: 'stripe', payment_id: `pay_${tail}`, amount_micros: 1, currency: 'CNY', reason: 'fraudulent', state: 'open', withdrawn: true })}`;
  await sql`insert into external_movements ${sql({ id: `txn_${tail}`, channel: 'stripe', kind: 'top_up', amount_micros: 1, currency: 'CNY', state: 'matched', occurred_at: now, ...event })}`;
  await sql`insert into budgets ${sql({ ...own, id: `bud_${tail}`, period: 'month', cap_micros: 1 })}`;
  await sql`insert into balance_forecasts ${sql({ ...own, available_micros: 1, daily_micros: 1, days_looked_at: 14 })}`;
  const measured = { ...MEASURED, pool_id: poolId, organization_id: provider, ...event };
  await sql`insert into evidence ${sql({ id: `evi_c${tail}`, ...measured, standing: 'claimed', checked: false, request_id: tail })}`;
  await sql`insert into evidence ${sql({ id: `evi_d${tail}`, ...measured, standing: 'delivered', checked: true, lease_id: leaseId, buyer_organization_id: buyer, workload: sql.json({}), card_hours: 8, elapsed_card_hours: 8 })}`;
  for (const organization of [buyer, provider]) {
    const [audit] =
      await sql`insert into audit_rows ${sql({ organization_id: organization, actor_kind: 'engine', actor_id: 'test', verb: 'test', subject_type: 'lease', subject_id: leaseId, facts: sql.json({}), request_id: tail, ...event })} returning id`;
    await sql`insert into audit_chain ${sql({ organization_id: organization, number: 1, audit_id: audit?.id, hash: Buffer.alloc(32) })}`;
    await sql`insert into audit_heads ${sql({ organization_id: organization, day: '2026-11-02', number: 1, hash: Buffer.alloc(32), key_id: 'test', signature: Buffer.alloc(64), ...event })}`;
  }
  return { buyer, provider, poolId, leaseId };
}
