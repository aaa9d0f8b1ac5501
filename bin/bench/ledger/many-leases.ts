import type { Sql, TransactionSql } from 'postgres';
import type { Database } from '@/db/client';
import { post } from '@/db/queries/post';
import { engineCtxAt } from '@/lib/adapters/engine-ctx';
import { makeLog } from '@/lib/adapters/log';
import { hourOf } from '@/lib/core/hours';
import type { Posting } from '@/lib/ledger/posting';
import { acceptSilentDeliveries } from '@/lib/services/leases/run-leases';
import { checkMarket } from '@/lib/services/market-check/check-market';
import { entryOf, newPostingId } from './parties';

const POOLS = 50;
const BUYERS = 200;
const CARDS = 4;
const HOURS = 2;
const PRICE_PER_CARD_HOUR_MICROS = 18_750_000n;
const PRICE_MICROS = PRICE_PER_CARD_HOUR_MICROS * BigInt(CARDS * HOURS);
const FRAMES = 960;
const HOUR_MS = 3_600_000;

/** A job of 960 frames at 30 s on the pool's chip: the eight card-hours each lease has. */
const specOf = (earliestHour: number) => ({
  kind: 'rendering',
  renderer: 'blender-cycles',
  frames: FRAMES,
  widthPx: 1920,
  heightPx: 1080,
  calibrationSecondsPerFrame: 30,
  calibrationChip: 'h100-sxm-80gb',
  sceneMemoryGb: 20,
  constraints: {},
  earliestHour,
  deadlineHour: earliestHour + 40,
});

/** The rows of pools, jobs, filled orders, trades, leases in delivery and reported deliveries whose window is over. */
async function makeRows(
  sql: TransactionSql,
  parties: readonly string[],
  wanted: number,
  now: Date,
): Promise<void> {
  const startHour = hourOf(now) - 100;
  const startedAt = new Date(startHour * HOUR_MS);
  const reportedAt = new Date(startedAt.getTime() + (HOURS - 0.1) * HOUR_MS);
  const windowEndsAt = new Date(now.getTime() - HOUR_MS);
  const cards = Math.ceil(wanted / POOLS) * CARDS;
  const spec = sql.json(specOf(startHour));
  const evidence = sql.json({
    files: [{ name: 'frames.tar', sha256: 'a'.repeat(64), bytes: 1000 }],
    metrics: {},
    note: '',
  });
  await sql`create temporary table made as
    select n, lpad(n::text, 6, '0') as code, ${parties}::text[] as parties from generate_series(1, ${wanted}::integer) n`;
  await sql`alter table made add buyer text, add provider text, add pool text`;
  await sql`update made set provider = parties[1 + n % ${POOLS}::integer], buyer = parties[${POOLS}::integer + 1 + n % ${BUYERS}::integer],
    pool = 'pol_bench_' || n % ${POOLS}::integer`;
  await sql`insert into pools (id, organization_id, code, name, node_code, chip, cards, cards_per_server, lot_cards, region,
      time_zone, site, status, rolled_to_hour, event_at)
    select distinct pool, provider, 'BENCH-' || pool, pool, 'N0', 'h100-sxm-80gb', ${cards}::integer, 8, 1, 'CN-NX', 'Asia/Shanghai',
      'Bench', 'active', ${startHour + HOURS}::integer, ${now}::timestamptz from made`;
  await sql`insert into service_levels (pool_id, organization_id, version, grade, start_grace_minutes, late_credit_bps_per_hour,
      late_credit_cap_bps, valid_from_hour, event_at)
    select distinct pool, provider, 1, 'silver', 30, 100, 2000, ${startHour}::integer, ${now}::timestamptz from made`;
  await sql`insert into pool_hours (pool_id, hour, organization_id, offered_cards, reserved_cards, ask_micros)
    select pool, h, provider, ${cards}::integer, count(*) * ${CARDS}::integer, ${PRICE_PER_CARD_HOUR_MICROS.toString()}::bigint
    from made, generate_series(${startHour}::integer, ${startHour + HOURS - 1}::integer) h group by 1, 2, 3`;
  await sql`insert into jobs (id, organization_id, kind, name, spec, unit_kind, units, event_at)
    select 'job_bench_' || code, buyer, 'rendering', 'Bench', ${spec}, 'frame', ${FRAMES}::bigint, ${startedAt}::timestamptz from made`;
  await sql`insert into orders (id, organization_id, job_id, kind, request_id, request_hash, seq, shape, limit_micros, tax_bps,
      earliest_hour, deadline_hour, options, unit_kind, units, state, closed_at, closed_because, terms_version, event_at)
    select 'ord_bench_' || code, buyer, 'job_bench_' || code, 'limit', 'bench ' || code, code, nextval('order_seq'), 'spread',
      ${PRICE_MICROS.toString()}::bigint, 0, ${startHour}::integer, ${startHour + 40}::integer,
      jsonb_build_array(jsonb_build_object('poolId', pool, 'cardHours', ${CARDS * HOURS}::integer, 'maxCards', ${CARDS}::integer)),
      'frame', ${FRAMES}::bigint, 'filled', ${startedAt}::timestamptz, 'filled', 1, ${startedAt}::timestamptz from made`;
  await sql`insert into trades (id, order_id, organization_id, pay_micros, card_hours, event_at)
    select 'trd_bench_' || code, 'ord_bench_' || code, buyer, ${PRICE_MICROS.toString()}::bigint, ${CARDS * HOURS}::integer, ${startedAt}::timestamptz from made`;
  await sql`insert into leases (id, trade_id, order_id, buyer_organization_id, provider_organization_id, pool_id, price_micros,
      unit_kind, units, reported_units, start_hour, end_hour, state, started_at, terms_version, service_level_version, event_at)
    select 'lea_bench_' || code, 'trd_bench_' || code, 'ord_bench_' || code, buyer, provider, pool, ${PRICE_MICROS.toString()}::bigint,
      'frame', ${FRAMES}::bigint, ${FRAMES}::bigint, ${startHour}::integer, ${startHour + HOURS}::integer, 'delivering', ${startedAt}::timestamptz, 1, 1,
      ${startedAt}::timestamptz from made`;
  await sql`insert into lease_hours (lease_id, hour, pool_id, buyer_organization_id, provider_organization_id, cards, price_micros)
    select 'lea_bench_' || code, h, pool, buyer, provider, ${CARDS}::integer, ${PRICE_PER_CARD_HOUR_MICROS.toString()}::bigint
    from made, generate_series(${startHour}::integer, ${startHour + HOURS - 1}::integer) h`;
  await sql`insert into holds (id, organization_id, order_id, lease_id, held_micros, event_at)
    select 'hld_bench_' || code, buyer, 'ord_bench_' || code, 'lea_bench_' || code, ${PRICE_MICROS.toString()}::bigint, ${startedAt}::timestamptz from made`;
  await sql`insert into deliveries (id, lease_id, buyer_organization_id, provider_organization_id, request_id, sequence, units,
      evidence, state, window_ends_at, event_at)
    select 'dlv_bench_' || code, 'lea_bench_' || code, buyer, provider, 'bench ' || code, 1, ${FRAMES}::bigint, ${evidence}, 'reported',
      ${windowEndsAt}::timestamptz, ${reportedAt}::timestamptz from made`;
}

/** What the leases cost, held as their orders would have held it. */
async function holdMoney(sql: Sql, db: Database, now: Date): Promise<void> {
  const sums = await sql<{ buyer: string; micros: string }[]>`
    select organization_id as buyer, sum(held_micros)::text as micros from holds where id like 'hld_bench_%' group by 1`;
  const postings = sums.map(
    ({ buyer, micros }): Posting => ({
      id: newPostingId(),
      recipe: 'top_up',
      requestKey: `bench:lease-holds:${buyer}`,
      subjectType: 'payment',
      subjectId: buyer,
      facts: { channel: 'sandbox' },
      eventAt: now,
      entries: [entryOf(null, 'external:sandbox', -BigInt(micros)), entryOf(buyer, 'held', BigInt(micros))],
    }),
  );
  await db.asEngine((tx) => post(tx, postings));
}

export interface SettledAtOnce {
  readonly leases: number;
  readonly seconds: number;
  /** CPU seconds of this process in them. */
  readonly cpuSeconds: number;
  /** Rows in which market-check finds the parties' books wrong afterwards. */
  readonly disagreements: number;
}

/**
 * Makes leases whose deliveries nobody objected to and lets the engine's own verb settle all of them in one go: locks, rule,
 * rows, postings, evidence and audit. The parties are organizations that have had nothing to do with the ledger yet.
 */
export async function settleManyLeases(
  sql: Sql,
  db: Database,
  parties: readonly string[],
  leases: number,
  now: Date,
): Promise<SettledAtOnce> {
  const some = parties.slice(0, POOLS + BUYERS);
  await sql.begin((tx) => makeRows(tx, some, leases, now));
  await holdMoney(sql, db, now);
  await sql.unsafe('vacuum analyze');
  const ctx = engineCtxAt(db, 'bench', now, makeLog(undefined, 'error'));
  const cpu = process.cpuUsage();
  const started = performance.now();
  const settled = await acceptSilentDeliveries(ctx);
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const check = await checkMarket(ctx, some);
  for (const one of check.disagreements.slice(0, 5)) console.log(one);
  return {
    leases: settled,
    seconds,
    cpuSeconds: (user + system) / 1e6,
    disagreements: check.disagreements.length,
  };
}
