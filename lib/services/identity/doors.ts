import type { Permission } from '@/lib/identity/permissions';

export type OpenDoor = 'buy' | 'sell' | 'oversee' | 'operate';

const OPENED_BY: readonly (readonly [OpenDoor, Permission])[] = [
  ['buy', 'jobs.view'],
  ['sell', 'pools.view'],
  ['operate', 'operate.view'],
  ['oversee', 'oversee.view'],
];

/** The doors these permissions open, the one to enter first in front. */
export const doorsOf = (permissions: ReadonlySet<Permission>): readonly OpenDoor[] =>
  OPENED_BY.filter(([, permission]) => permissions.has(permission)).map(([door]) => door);
