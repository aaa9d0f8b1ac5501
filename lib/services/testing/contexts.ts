import { randomBytes } from 'node:crypto';
import type { TestDatabase } from '@/db/testing/database';
import { makeId } from '@/lib/core/ids';
import { type Capacity, permissionsOf } from '@/lib/identity/permissions';
import { type Actor, type Ctx, engineActor } from '../context';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A context on a test database at an instant; the market's start by default. */
export function contextAs(test: Pick<TestDatabase, 'db' | 'now'>, actor: Actor, now: Date = test.now): Ctx {
  return {
    db: test.db,
    now,
    requestId: 'req_test',
    actor,
    newId: (kind) => makeId(kind, now.getTime(), randomBytes(12)),
    log: silent,
  };
}

/** The engine on a test database. */
export const engineContext = (test: Pick<TestDatabase, 'db' | 'now'>, now?: Date): Ctx =>
  contextAs(test, engineActor('test'), now);

/** An owner of an admitted organization with the given capacities. */
export function ownerContext(
  test: Pick<TestDatabase, 'db' | 'now'>,
  organizationId: string,
  capacities: readonly Capacity[],
  person: {
    readonly personId?: string;
    readonly now?: Date;
    readonly status?: Actor['organizationStatus'];
  } = {},
): Ctx {
  const has = (capacity: Capacity) => capacities.includes(capacity);
  const actor: Actor = {
    kind: 'person',
    personId: person.personId ?? null,
    keyId: null,
    organizationId,
    organizationStatus: person.status ?? 'admitted',
    permissions: permissionsOf('owner', {
      buyer: has('buyer'),
      provider: has('provider'),
      regulator: has('regulator'),
      operator: has('operator'),
    }),
    regulatorScope: has('regulator') ? { kind: 'all' } : null,
    jobName: null,
  };
  return contextAs(test, actor, person.now);
}
