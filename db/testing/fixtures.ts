import type { Sql } from 'postgres';
import { hourOf } from '@/lib/core/hours';
import type { TestDatabase } from './database';

let made = 0;
/** A short word that no other fixture of this process has. */
const unique = (): string => (++made).toString(36).padStart(4, '0').toUpperCase();

/** Where fixtures go: the owner writes them past every role, as no verb could. */
export type FixtureTarget = Pick<TestDatabase, 'ownerSql' | 'now'>;

export interface OrganizationFixture {
  readonly id?: string;
  readonly name?: string;
  readonly buyer?: boolean;
  readonly provider?: boolean;
  readonly regulator?: {
    readonly kind: 'all' | 'regions' | 'industry';
    readonly regions?: string[];
    readonly industry?: string;
  };
  readonly operator?: boolean;
  readonly group?: string;
  readonly status?: 'pending' | 'admitted' | 'suspended';
}

/** An admitted organization; a buyer if nothing else is said. Promises its id. */
export async function makeOrganization(
  target: FixtureTarget,
  given: OrganizationFixture = {},
): Promise<string> {
  const { ownerSql: sql, now } = target;
  const code = unique();
  const id = given.id ?? `org_test_${code}`;
  const other = given.provider || given.regulator || given.operator;
  await sql`insert into organizations ${sql({
    id,
    short_code: code,
    registered_name: given.name ?? `Organization ${code}`,
    country: 'DE',
    registration_number: `HRB ${code}`,
    controlling_group: given.group ?? null,
    is_buyer: given.buyer ?? !other,
    is_provider: given.provider ?? false,
    is_regulator: given.regulator !== undefined,
    is_operator: given.operator ?? false,
    regulator_scope: given.regulator ? sql.json(given.regulator) : null,
    status: given.status ?? 'admitted',
    event_at: now,
  })}`;
  return id;
}

/** A person with a membership of an organization; promises the person's id. */
export async function makePerson(
  target: FixtureTarget,
  organizationId: string,
  given: {
    readonly role?: 'owner' | 'trader' | 'finance' | 'viewer';
    readonly email?: string;
    readonly passwordHash?: string;
  } = {},
): Promise<string> {
  const { ownerSql: sql, now } = target;
  const code = unique();
  const id = `per_test_${code}`;
  await sql`insert into persons ${sql({ id, email: given.email ?? `${code.toLowerCase()}@example.test`, name: `Person ${code}`, password_hash: given.passwordHash ?? null, event_at: now })}`;
  await sql`insert into memberships ${sql({ person_id: id, organization_id: organizationId, role: given.role ?? 'owner', event_at: now })}`;
  return id;
}

export interface PoolFixture {
  readonly cards?: number;
  readonly lotCards?: number;
  readonly cardsPerServer?: number;
  readonly chip?: string;
  readonly region?: string;
  readonly timeZone?: string;
  readonly nodeCode?: string;
  readonly askMicros?: bigint;
  readonly status?: 'issued' | 'registered' | 'active' | 'suspended' | 'revoked';
  /** Pool-hours from the clock's hour on. */
  readonly hours?: number;
}

/** An active pool with its service level, ask plan and pool-hours from now on; promises its id. */
export async function makePool(
  target: FixtureTarget,
  organizationId: string,
  given: PoolFixture = {},
): Promise<string> {
  const { ownerSql: sql, now } = target;
  const code = unique();
  const id = `pol_test_${code}`;
  const fromHour = hourOf(now);
  const toHour = fromHour + (given.hours ?? 48);
  const cards = given.cards ?? 8;
  const ask = (given.askMicros ?? 10_000_000n).toString();
  await sql`insert into pools ${sql({
    id,
    organization_id: organizationId,
    code: `TEST-${code}`,
    name: `Pool ${code}`,
    node_code: given.nodeCode ?? 'N0',
    chip: given.chip ?? 'h100-sxm-80gb',
    cards,
    cards_per_server: given.cardsPerServer ?? 8,
    lot_cards: given.lotCards ?? 1,
    region: given.region ?? 'CN-NX',
    time_zone: given.timeZone ?? 'Asia/Shanghai',
    site: 'Test site',
    status: given.status ?? 'active',
    rolled_to_hour: toHour,
    event_at: now,
  })}`;
  await sql`insert into service_levels ${sql({ pool_id: id, organization_id: organizationId, version: 1, grade: 'silver', start_grace_minutes: 30, late_credit_bps_per_hour: 100, late_credit_cap_bps: 2000, valid_from_hour: fromHour, event_at: now })}`;
  await sql`insert into ask_plans (pool_id, organization_id, version, from_hour, asks_micros, event_at)
    values (${id}, ${organizationId}, 1, ${fromHour}, array_fill(${ask}::bigint, array[24]), ${now})`;
  await sql`insert into pool_hours (pool_id, hour, organization_id, offered_cards, ask_micros)
    select ${id}, h, ${organizationId}, ${cards}, ${ask}::bigint from generate_series(${fromHour}::integer, ${toHour - 1}::integer) h`;
  return id;
}

/** A job and an open limit order for it, without a hold; promises the order's id. */
export async function makeOrder(
  target: FixtureTarget,
  organizationId: string,
  given: { readonly limitMicros?: bigint; readonly poolId?: string } = {},
): Promise<string> {
  const { ownerSql: sql, now } = target;
  const code = unique();
  const [jobId, id] = [`job_test_${code}`, `ord_test_${code}`];
  const hour = hourOf(now);
  const spec = { kind: 'rendering', frames: 100 };
  await sql`insert into jobs ${sql({ id: jobId, organization_id: organizationId, kind: 'rendering', name: `Job ${code}`, spec: sql.json(spec), unit_kind: 'frames', units: '100', event_at: now })}`;
  await sql`insert into orders ${sql({
    id,
    organization_id: organizationId,
    job_id: jobId,
    kind: 'limit',
    request_id: `request ${code}`,
    request_hash: code,
    seq: await nextSeq(sql),
    shape: 'spread',
    limit_micros: (given.limitMicros ?? 1_000_000_000n).toString(),
    tax_bps: 0,
    earliest_hour: hour + 1,
    deadline_hour: hour + 48,
    options: sql.json(given.poolId ? [{ poolId: given.poolId, cardHours: 8, maxCards: 8 }] : []),
    unit_kind: 'frames',
    units: '100',
    state: 'open',
    terms_version: 1,
    event_at: now,
  })}`;
  return id;
}

async function nextSeq(sql: Sql): Promise<string> {
  const [row] = await sql<{ seq: string }[]>`select nextval('order_seq') as seq`;
  return row?.seq ?? '';
}

export interface LeaseFixture {
  readonly poolId: string;
  readonly startHour: number;
  readonly endHour: number;
  readonly priceMicros?: bigint;
  readonly state?: 'reserved' | 'running' | 'delivering';
}

/** An order, its trade and one reserved lease, without cards reserved or money held; promises the lease's id. */
export async function makeLease(
  target: FixtureTarget,
  buyer: string,
  provider: string,
  given: LeaseFixture,
): Promise<string> {
  const { ownerSql: sql, now } = target;
  const orderId = await makeOrder(target, buyer, { poolId: given.poolId });
  const tradeId = orderId.replace('ord_', 'trd_');
  const id = orderId.replace('ord_', 'lea_');
  const price = (given.priceMicros ?? 100_000_000n).toString();
  await sql`insert into trades ${sql({ id: tradeId, order_id: orderId, organization_id: buyer, pay_micros: price, card_hours: given.endHour - given.startHour, event_at: now })}`;
  await sql`insert into leases ${sql({
    id,
    trade_id: tradeId,
    order_id: orderId,
    buyer_organization_id: buyer,
    provider_organization_id: provider,
    pool_id: given.poolId,
    price_micros: price,
    unit_kind: 'frames',
    units: '100',
    start_hour: given.startHour,
    end_hour: given.endHour,
    state: given.state ?? 'reserved',
    terms_version: 1,
    service_level_version: 1,
    event_at: now,
  })}`;
  return id;
}
