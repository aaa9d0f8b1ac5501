import type { Sql } from 'postgres';
import { sqlState } from './sql-state';

/** The roles a transaction may take; none owns anything, none is a superuser. */
export const ACTING_ROLES = [
  'cardhour_public',
  'cardhour_app',
  'cardhour_regulator',
  'cardhour_engine',
  'cardhour_identity',
] as const;
export type ActingRole = (typeof ACTING_ROLES)[number];

/** Owns the queue's schema and nothing else; the worker's own connections take it. */
export const QUEUE_ROLE = 'cardhour_queue';

/** The login of web and worker: a member of the roles above that inherits none of them. */
export const RUNTIME_LOGIN = 'cardhour_runtime';

const RACE_STATES = new Set([
  '42710', // duplicate_object
  '23505', // unique_violation
  'XX000', // "tuple concurrently updated"
  '40001',
  '40P01',
]);
const ATTEMPTS = 10;

/** Runs an idempotent step on the cluster's catalogs again if another process was at the same row. */
async function surviveRace(step: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await step();
      return;
    } catch (error) {
      if (attempt === ATTEMPTS || !RACE_STATES.has(sqlState(error) ?? '')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 80));
    }
  }
}

async function roleExists(sql: Sql, role: string): Promise<boolean> {
  return (await sql`select from pg_roles where rolname = ${role}`).length > 0;
}

/** Makes a member of a role, unless it is one; a superuser owner needs nothing of the kind for itself. */
async function grantRole(sql: Sql, role: string, member: string): Promise<void> {
  await surviveRace(async () => {
    const [standing] = await sql`
      select from pg_auth_members m join pg_roles r on r.oid = m.roleid join pg_roles u on u.oid = m.member
      where r.rolname = ${role} and u.rolname = ${member}
        and (to_jsonb(m) -> 'set_option') is distinct from 'false'::jsonb`;
    if (!standing) await sql`grant ${sql(role)} to ${sql(member)}`;
  });
}

/**
 * Makes the cluster's roles. Roles belong to the cluster, not to the database, so this runs outside migrations, is
 * idempotent, and survives other processes doing the same for other databases.
 */
export async function createRoles(sql: Sql): Promise<void> {
  for (const role of [...ACTING_ROLES, QUEUE_ROLE])
    await surviveRace(async () => {
      if (!(await roleExists(sql, role))) await sql`create role ${sql(role)} nologin noinherit`;
    });
  await ownQueueRole(sql);
}

/** The owner acts for the queue's role when it installs and feeds the queue, so it inherits it. */
async function ownQueueRole(sql: Sql): Promise<void> {
  const [me] = await sql<{ name: string; isSuperuser: boolean; version: number }[]>`
    select current_user as name, rolsuper as "isSuperuser", current_setting('server_version_num')::integer as version
    from pg_roles where rolname = current_user`;
  if (!me || me.isSuperuser) return;
  const options = me.version >= 160000 ? sql`with inherit true, set true` : sql``;
  await surviveRace(async () => {
    const [member] = await sql<{ isMember: boolean }[]>`
      select pg_has_role(current_user, ${QUEUE_ROLE}, 'USAGE') as "isMember"`;
    if (!member?.isMember) await sql`grant ${sql(QUEUE_ROLE)} to ${sql(me.name)} ${options}`;
  });
}

/** Makes the runtime login if it isn't there, and a member of every role in any case. */
export async function createRuntimeLogin(sql: Sql, password: string): Promise<void> {
  await surviveRace(async () => {
    if (!(await roleExists(sql, RUNTIME_LOGIN)))
      await sql.unsafe(`create role ${RUNTIME_LOGIN} login noinherit password ${literal(password)}`);
  });
  await joinRoles(sql, RUNTIME_LOGIN);
}

export async function resetRuntimePassword(sql: Sql, password: string): Promise<void> {
  await surviveRace(() => sql.unsafe(`alter role ${RUNTIME_LOGIN} password ${literal(password)}`));
}

/** Lets a login take each of the roles. */
export async function joinRoles(sql: Sql, login: string): Promise<void> {
  for (const role of [...ACTING_ROLES, QUEUE_ROLE]) await grantRole(sql, role, login);
}

/** A string literal; utility statements take no parameters. */
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
