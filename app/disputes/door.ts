import type { ViewerShown } from '@/components/disputes/dispute-shown';
import type { Permission } from '@/lib/identity/permissions';

/** Behind which door disputes are looked at: its address, and what opens it. */
export interface Door {
  readonly viewer: ViewerShown;
  readonly path: string;
  readonly permission: Permission;
  /** Where a lease's page stands behind this door. */
  readonly leasePath: string | null;
}

export const DOORS = {
  buyer: { viewer: 'buyer', path: '/buy/disputes', permission: 'jobs.view', leasePath: '/buy/leases' },
  provider: {
    viewer: 'provider',
    path: '/sell/disputes',
    permission: 'pools.view',
    leasePath: '/sell/leases',
  },
  operator: { viewer: 'operator', path: '/operate/disputes', permission: 'operate.view', leasePath: null },
  regulator: { viewer: 'regulator', path: '/oversee/disputes', permission: 'oversee.view', leasePath: null },
} as const satisfies Readonly<Record<ViewerShown, Door>>;
