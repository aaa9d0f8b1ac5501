import type { TestDatabase } from '@/db/testing/database';
import { ID_PREFIXES } from '@/lib/core/ids';
import { type Permission, permissionsOf, type Role } from '@/lib/identity/permissions';
import type { PoolFormInput } from '@/lib/market/pool-form';
import { type Ctx, engineActor } from '../context';

let made = 0;
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

interface Acting {
  readonly role?: Role;
  readonly status?: 'pending' | 'admitted' | 'suspended';
  readonly now?: Date;
}

/** A context for a member of a provider, at the test market's now. */
export function providerCtx(target: TestDatabase, organizationId: string, acting: Acting = {}): Ctx {
  const provider = { buyer: false, provider: true, regulator: false, operator: false };
  const permissions: ReadonlySet<Permission> = permissionsOf(acting.role ?? 'owner', provider);
  return {
    db: target.db,
    now: acting.now ?? target.now,
    requestId: `req_test_${++made}`,
    actor: {
      kind: 'person',
      personId: 'per_test',
      keyId: null,
      organizationId,
      organizationStatus: acting.status ?? 'admitted',
      permissions,
      regulatorScope: null,
      jobName: null,
    },
    newId: (kind) => `${ID_PREFIXES[kind]}_test_${String(++made).padStart(6, '0')}`,
    log: SILENT,
  };
}

/** The same market for the engine. */
export const engineCtx = (target: TestDatabase, now: Date): Ctx => ({
  ...providerCtx(target, 'nobody', { now }),
  actor: engineActor('test'),
});

const hours = (ask: (hour: number) => string) => Array.from({ length: 24 }, (_, hour) => ask(hour));

/** A listing of 16 cards in Ningxia at 10.00 from 08:00 to 22:00 and 6.00 at night, unless said otherwise. */
export const listing = (given: Partial<PoolFormInput> = {}): PoolFormInput => ({
  name: `Pool ${++made}`,
  chip: 'h100-sxm-80gb',
  cards: 16,
  cardsPerServer: 8,
  lotCards: 1,
  region: 'CN-NX',
  site: 'Zhongwei',
  nodeCode: 'N0',
  asks: hours((hour) => (hour >= 8 && hour < 22 ? '10.00' : '6.00')),
  serviceLevel: { grade: 'gold', startGraceMinutes: 15, lateCreditBpsPerHour: 100, lateCreditCapBps: 2000 },
  ...given,
});

export { hours };
