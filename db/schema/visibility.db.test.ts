import { getTableColumns, getViewSelectedFields, is, sql, View } from 'drizzle-orm';
import { getTableConfig, getViewConfig, PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tx } from '../client';
import { ACTING_ROLES, QUEUE_ROLE, RUNTIME_LOGIN } from '../roles';
import { sqlState } from '../sql-state';
import { createTestDatabase, type TestDatabase } from '../testing/database';
import { type Deal, makeDeal } from '../testing/every-table';
import { makeOrganization } from '../testing/fixtures';
import * as schema from './index';
import { PARTY_VIEWS, VISIBILITY } from './visibility';

let market: TestDatabase;
let deal: Deal;
let stranger: string;
beforeAll(async () => {
  market = await createTestDatabase();
  deal = await makeDeal(market);
  await makeDeal(market);
  stranger = await makeOrganization(market, { provider: true });
});
afterAll(() => market.drop());

const DENIED = '42501';
const tables = Object.keys(VISIBILITY);
const ofKind = (kind: string) => tables.filter((table) => VISIBILITY[table]?.kind === kind);
const state = (run: Promise<unknown>): Promise<string | undefined> => run.then(() => 'allowed', sqlState);
const countRows = async (tx: Tx, from: string, where = 'true'): Promise<number> => {
  const [row] = await tx.execute<{ count: number }>(
    sql.raw(`select count(*)::integer as count from ${from} where ${where}`),
  );
  return row?.count ?? -1;
};

describe('the list and the catalog', () => {
  test('every table is classified, and every classified table exists', async () => {
    const rows = await market.ownerSql`
      select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'drizzle', 'graphile_worker')`;
    expect(rows.map((row) => row.name).sort()).toEqual([...tables].sort());
  });

  test('every table forces row security, on the owner too', async () => {
    const rows = await market.ownerSql`
      select relname as name from pg_class where relname = any(${tables}) and relnamespace = 'public'::regnamespace
        and not (relrowsecurity and relforcerowsecurity)`;
    expect(rows.map((row) => row.name)).toEqual([]);
  });

  test('every table that organizations see has a policy of the app role for each command', async () => {
    const seen = tables.filter(
      (table) => VISIBILITY[table]?.kind === 'private' || organizationsOf(table).length > 0,
    );
    const rows = await market.ownerSql`
      select c.relname as name, string_agg(p.polcmd::text, '' order by p.polcmd::text) as commands
      from pg_class c left join pg_policy p on p.polrelid = c.oid and p.polroles = array['cardhour_app'::regrole::oid]
      where c.relname = any(${seen}) and c.relnamespace = 'public'::regnamespace group by 1`;
    expect(rows).toHaveLength(seen.length);
    for (const row of rows) expect(row, row.name).toMatchObject({ commands: 'adrw' });
  });

  test('the drizzle schema and the migrated database agree on every column’s type and nullability', async () => {
    const rows = await market.ownerSql`
      select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end as line
      from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped`;
    const types: Readonly<Record<string, string>> = {
      bigserial: 'bigint',
      'numeric(30, 0)': 'numeric(30,0)',
    };
    const declared = Object.values(schema).flatMap((table) =>
      is(table, PgTable)
        ? Object.values(getTableColumns(table)).map((column) => {
            const type = column
              .getSQLType()
              .replace('timestamp (3) with time zone', 'timestamp(3) with time zone');
            return `${getTableConfig(table).name}.${column.name} ${types[type] ?? type}${column.notNull ? ' not null' : ''}`;
          })
        : [],
    );
    expect(rows.map((row) => row.line).sort()).toEqual(declared.sort());
  });

  test('every published and party view has exactly the columns that its declaration names', async () => {
    for (const view of Object.values(schema)) {
      if (!is(view, View)) continue;
      const { name, schema: folder = 'public' } = getViewConfig(view);
      const rows = await market.ownerSql`
        select column_name as name from information_schema.columns where table_schema = ${folder} and table_name = ${name}`;
      const fields = Object.values(getViewSelectedFields(view)).map((field) =>
        is(field, PgColumn) ? field.name : '',
      );
      expect(rows.map((row) => row.name).sort(), name).toEqual(fields.sort());
    }
    const views = await market.ownerSql`select viewname as name from pg_views where schemaname = 'published'`;
    const declared = Object.values(schema).flatMap((view) =>
      is(view, View) && getViewConfig(view).schema === 'published' ? [getViewConfig(view).name] : [],
    );
    expect(views.map((row) => row.name).sort()).toEqual(declared.sort());
    for (const table of ofKind('published')) {
      const entry = VISIBILITY[table];
      if (entry?.kind === 'published') expect(declared, table).toContain(entry.view);
    }
  });
});

const organizationsOf = (table: string): readonly string[] => {
  const entry = VISIBILITY[table];
  return entry && entry.kind !== 'internal' ? entry.organizations : [];
};

describe('an organization', () => {
  const hidden = tables.filter(
    (table) => VISIBILITY[table]?.kind === 'private' || organizationsOf(table).length > 0,
  );

  test.each(hidden)('%s has rows, and shows none without an organization', async (table) => {
    expect(await market.db.asEngine((tx) => countRows(tx, table))).toBeGreaterThan(0);
    expect(await market.db.asOrganization('', (tx) => countRows(tx, table))).toBe(0);
  });

  test.each(hidden)('%s shows a stranger nothing but itself', async (table) => {
    const own = table === 'organizations' ? 1 : 0;
    expect(await market.db.asOrganization(stranger, (tx) => countRows(tx, table))).toBe(own);
  });

  test.each(hidden.filter((table) => organizationsOf(table).length > 0))(
    '%s shows buyer and provider only rows that name them',
    async (table) => {
      let seen = 0;
      for (const organization of [deal.buyer, deal.provider])
        await market.db.asOrganization(organization, async (tx) => {
          seen += await countRows(tx, table);
          const foreign = organizationsOf(table).map((column) => `${column} <> '${organization}'`);
          expect(await countRows(tx, table, foreign.join(' and '))).toBe(0);
        });
      expect(seen).toBeGreaterThan(0);
    },
  );

  test('both parties of a lease see each other’s names, the job and their shared posting', async () => {
    for (const organization of [deal.buyer, deal.provider])
      await market.db.asOrganization(organization, async (tx) => {
        expect(await countRows(tx, 'organizations')).toBe(2);
        expect(await countRows(tx, 'lease_jobs')).toBe(1);
        expect(await countRows(tx, 'postings')).toBe(1);
        expect(await countRows(tx, 'persons')).toBe(1);
      });
  });

  test('the provider of a lease sees neither the buyer’s order, whose limit is its own affair, nor its hold', async () => {
    await market.db.asOrganization(deal.provider, async (tx) => {
      for (const table of ['orders', 'jobs', 'quotes', 'holds', 'trades'])
        expect(await countRows(tx, table)).toBe(0);
    });
  });

  test.each(Object.entries(PARTY_VIEWS))('%s shows a stranger and nobody nothing', async (view, columns) => {
    for (const organization of [stranger, ''])
      expect(await market.db.asOrganization(organization, (tx) => countRows(tx, view))).toBe(0);
    await market.db.asOrganization(deal.buyer, async (tx) => {
      expect(await countRows(tx, view, columns.map((c) => `${c} <> '${deal.buyer}'`).join(' and '))).toBe(0);
    });
  });

  test('what a buyer changes in a provider’s rows changes nothing, and rows in another’s name are refused', async () => {
    const touched = await market.db.asOrganization(deal.buyer, (tx) =>
      tx.execute(sql`update pools set name = 'mine' where id = ${deal.poolId} returning id`),
    );
    expect([...touched]).toEqual([]);
    const forged = market.db.asOrganization(deal.buyer, (tx) =>
      tx.execute(sql`insert into availability (id, pool_id, organization_id, from_hour, to_hour, cards, event_at)
        values ('ava_forged', ${deal.poolId}, ${deal.provider}, 1, 2, 0, now())`),
    );
    expect(await state(forged)).toBe(DENIED);
  });

  test('nobody sets reserved cards or prices of a pool-hour, or the parties and price of a lease', async () => {
    for (const assignment of [
      'pool_hours set reserved_cards = 0',
      'pool_hours set price_micros = 1',
      'leases set price_micros = 1',
      'leases set buyer_organization_id = provider_organization_id',
      'lease_hours set cards = 1',
      'accounts set balance_micros = 0',
    ]) {
      const run = (tx: Tx) => tx.execute(sql.raw(`update ${assignment}`));
      expect(await state(market.db.asOrganization(deal.provider, run)), assignment).toBe(DENIED);
      if (!assignment.includes('pool_hours set price'))
        expect(await state(market.db.asEngine(run)), assignment).toBe(DENIED);
    }
    const stuffed = market.db.asOrganization(deal.provider, (tx) =>
      tx.execute(sql`insert into pool_hours (pool_id, hour, organization_id, offered_cards, reserved_cards, ask_micros)
        values (${deal.poolId}, 1, ${deal.provider}, 8, 8, 1)`),
    );
    expect(await state(stuffed)).toBe(DENIED);
  });

  test.each(ofKind('internal'))(
    '%s is not for organizations, regulators of a part, or the public',
    async (table) => {
      expect(await state(market.db.asOrganization(deal.buyer, (tx) => countRows(tx, table)))).toBe(DENIED);
      expect(await state(market.db.asPublic((tx) => countRows(tx, table)))).toBe(DENIED);
    },
  );
});

describe('roles', () => {
  test('no role is a superuser, passes row security, makes databases or roles, or owns anything', async () => {
    const roles = [...ACTING_ROLES, QUEUE_ROLE, RUNTIME_LOGIN];
    const mighty = await market.ownerSql`
      select rolname from pg_roles where rolname = any(${roles}) and (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolinherit)`;
    expect(mighty.map((row) => row.rolname)).toEqual([]);
    const owned = await market.ownerSql`
      select relname from pg_class c join pg_roles r on r.oid = c.relowner
      where rolname = any(${[...ACTING_ROLES, RUNTIME_LOGIN]})`;
    expect(owned.map((row) => row.relname)).toEqual([]);
    const logins =
      await market.ownerSql`select rolname from pg_roles where rolname = any(${roles}) and rolcanlogin`;
    expect(logins.map((row) => row.rolname)).toEqual([RUNTIME_LOGIN]);
  });

  test('the public reads every published view and has no right on any table', async () => {
    const rows = await market.ownerSql`
      select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'm', 'S') and n.nspname in ('public', 'published', 'drizzle', 'graphile_worker')
        and (has_table_privilege('cardhour_public', c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')
          or has_any_column_privilege('cardhour_public', c.oid, 'SELECT, INSERT, UPDATE'))`;
    const views =
      await market.ownerSql`select 'published.' || viewname as name from pg_views where schemaname = 'published'`;
    expect(rows.map((row) => row.name).sort()).toEqual(views.map((row) => row.name).sort());
  });

  test('public and regulator may write nothing anywhere', async () => {
    for (const role of ['cardhour_public', 'cardhour_regulator']) {
      const rows = await market.ownerSql`
        select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p', 'v') and n.nspname in ('public', 'published')
          and (has_table_privilege(${role}, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')
            or has_any_column_privilege(${role}, c.oid, 'INSERT, UPDATE'))`;
      expect(rows.map((row) => row.name)).toEqual([]);
    }
  });

  test('only sign-in reads sessions and password hashes', async () => {
    for (const role of ACTING_ROLES) {
      const [row] = await market.ownerSql`
        select has_table_privilege(${role}, 'sessions', 'SELECT') as sessions,
          has_column_privilege(${role}, 'persons', 'password_hash', 'SELECT') as hashes`;
      const may = role === 'cardhour_identity';
      expect(row, role).toMatchObject({ sessions: may, hashes: may });
    }
  });
});
