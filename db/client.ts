import { sql as drizzleSql, type ExtractTablesWithRelations } from 'drizzle-orm';
import type { PgTransaction, PgTransactionConfig } from 'drizzle-orm/pg-core';
import { drizzle, type PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { preparing } from './preparing';
import type { ActingRole } from './roles';
import type { RegulatorScope } from './schema';
import { sqlState } from './sql-state';

type NoTables = Record<string, never>;
/**
 * A transaction under one of the roles. It names no tables of its own (`tx.query`): queries name theirs, and it would make
 * a builder for every table of the schema in each transaction.
 */
export type Tx = PgTransaction<PostgresJsQueryResultHKT, NoTables, ExtractTablesWithRelations<NoTables>>;

type InTransaction<T> = (tx: Tx) => Promise<T>;

/**
 * The database as one of its roles. Each call is one transaction; it is run again after a serialization failure or a
 * deadlock, so `fn` has no effect outside of `tx`.
 */
export interface Database {
  /** Published views only, read-only. */
  readonly asPublic: <T>(fn: InTransaction<T>) => Promise<T>;
  /** The rows of one organization, and what is published. */
  readonly asOrganization: <T>(organizationId: string, fn: InTransaction<T>) => Promise<T>;
  /** Everything in a regulator's scope (O-2), read-only. */
  readonly asRegulator: <T>(scope: RegulatorScope, fn: InTransaction<T>) => Promise<T>;
  /** Rounds, expiry, settlement and the operator's verbs. */
  readonly asEngine: <T>(fn: InTransaction<T>) => Promise<T>;
  /** Everything the engine may read, read-only, as it stood at one instant. */
  readonly asEngineSnapshot: <T>(fn: InTransaction<T>) => Promise<T>;
  /** Persons, sessions, memberships, keys and organizations: signing in. */
  readonly asIdentity: <T>(fn: InTransaction<T>) => Promise<T>;
  /** Calls `fn` with the payload of each notification; resolves, once listening, to what stops it. */
  readonly listen: (channel: string, fn: (payload: string) => void) => Promise<() => Promise<void>>;
  readonly close: () => Promise<void>;
}

export interface DatabaseOptions {
  readonly connectionsMax?: number;
  /** A statement running longer is cancelled; 0 for never. */
  readonly statementTimeoutMs?: number;
  readonly applicationName?: string;
  /** Prepares every statement once per connection, not only those of every transaction; false by default. */
  readonly prepares?: boolean;
}

/** What nearly every transaction says: prepared once per connection in any case. */
const OFTEN_SAID = ['select set_config(', 'select post('];

const ATTEMPTS = 6;
/** Serialization failure and deadlock: the whole transaction is run again. */
export const RETRIED_STATES: ReadonlySet<string> = new Set(['40001', '40P01']);

async function retried<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (attempt === ATTEMPTS || !RETRIED_STATES.has(sqlState(error) ?? '')) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * 2 ** attempt));
    }
  }
}

/** Opens the database with the runtime login; connects on first use. */
export function openDatabase(appUrl: string, options: DatabaseOptions = {}): Database {
  const client = postgres(appUrl, {
    max: options.connectionsMax ?? 10,
    idle_timeout: 60,
    onnotice: () => undefined,
    connection: {
      application_name: options.applicationName ?? 'cardhour',
      statement_timeout: options.statementTimeoutMs ?? 120_000,
      idle_in_transaction_session_timeout: 120_000,
    },
  });
  const isPrepared = (query: string): boolean =>
    options.prepares === true || OFTEN_SAID.some((start) => query.startsWith(start));
  const db = drizzle(preparing(client, isPrepared));

  /**
   * Role and settings last as long as the transaction. They are set in one statement that is sent together with the first one
   * of `fn`: the server takes them in order, and where setting fails nothing after it in the transaction runs.
   */
  const as = (
    role: ActingRole,
    settings: Readonly<Record<string, string>> = {},
    config?: PgTransactionConfig,
  ) => {
    const set = Object.entries({ ...settings, role }).map(
      ([name, value]) => drizzleSql`set_config(${name}, ${value}, true)`,
    );
    const setAll = drizzleSql`select ${drizzleSql.join(set, drizzleSql`, `)}`;
    return <T>(fn: InTransaction<T>): Promise<T> =>
      retried(() =>
        db.transaction(async (tx) => {
          const isSet = tx.execute(setAll).then(() => undefined);
          const [result] = await Promise.all([fn(tx), isSet]);
          return result;
        }, config),
      );
  };

  const readOnly = { transaction_read_only: 'on' };
  return {
    asPublic: as('cardhour_public', readOnly),
    asOrganization: (organizationId, fn) => as('cardhour_app', { 'app.organization_id': organizationId })(fn),
    asRegulator: (scope, fn) =>
      as('cardhour_regulator', { 'app.regulator_scope': JSON.stringify(scope), ...readOnly })(fn),
    asEngine: as('cardhour_engine'),
    asEngineSnapshot: as(
      'cardhour_engine',
      { statement_timeout: '0' },
      { isolationLevel: 'repeatable read', accessMode: 'read only' },
    ),
    asIdentity: as('cardhour_identity'),
    listen: async (channel, fn) => (await client.listen(channel, fn)).unlisten,
    close: () => client.end({ timeout: 5 }),
  };
}
