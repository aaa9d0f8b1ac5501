import { Logger, runMigrations } from 'graphile-worker';
import type { Sql } from 'postgres';
import { QUEUE_ROLE } from './roles';
import { queueUrl } from './runtime-login';

export const QUEUE_SCHEMA = 'graphile_worker';

const silent = new Logger(() => () => undefined);

/** Installs or upgrades the queue's tables, owned by the queue's role; runs under the caller's migration lock. */
export async function migrateQueue(sql: Sql, ownerUrl: string): Promise<void> {
  const [database] = await sql<{ name: string }[]>`select current_database() as name`;
  const name = sql(database?.name ?? '');
  // The installer's CREATE SCHEMA IF NOT EXISTS asks for the right even when the schema stands.
  await sql`grant create on database ${name} to ${sql(QUEUE_ROLE)}`;
  try {
    await sql`create schema if not exists ${sql(QUEUE_SCHEMA)} authorization ${sql(QUEUE_ROLE)}`;
    await runMigrations({ connectionString: queueUrl(ownerUrl), schema: QUEUE_SCHEMA, logger: silent });
  } finally {
    await sql`revoke create on database ${name} from ${sql(QUEUE_ROLE)}`;
  }
}
