import { describe, expect, it } from 'vitest';
import { MEMBER_ROLES } from '@/db/schema/identity';
import {
  type Capacity,
  isPermission,
  KEY_SCOPES,
  PERMISSIONS,
  permissionsOf,
  permissionsOfKey,
  ROLES,
} from './permissions';

const only = (...capacities: Capacity[]) => ({
  buyer: capacities.includes('buyer'),
  provider: capacities.includes('provider'),
  regulator: capacities.includes('regulator'),
  operator: capacities.includes('operator'),
});

describe('permissions', () => {
  it('the roles are the ones memberships may hold', () => expect(ROLES).toEqual(MEMBER_ROLES));
  it('a trader of a buyer places orders and lists no pool', () => {
    const trader = permissionsOf('trader', only('buyer'));
    expect(trader.has('orders.place')).toBe(true);
    expect(trader.has('pools.manage')).toBe(false);
    expect(trader.has('wallet.top_up')).toBe(false);
  });
  it('an organization that buys and provides has both sets', () => {
    const both = permissionsOf('owner', only('buyer', 'provider'));
    expect(both.has('orders.place') && both.has('pools.manage')).toBe(true);
  });
  it('a viewer only looks', () => {
    for (const capacity of ['buyer', 'provider', 'regulator', 'operator'] as const)
      for (const name of permissionsOf('viewer', only(capacity))) expect(name).toMatch(/\.(view|export)$/);
  });
  it('a regulator changes nothing but its own members and keys', () => {
    const names = [...permissionsOf('owner', only('regulator'))].filter(
      (name) => !/\.(view|export)$/.test(name),
    );
    expect(names).toEqual(['members.manage', 'keys.manage']);
  });
  it('nobody but the operator clears rounds, changes terms, decides disputes or admits organizations', () => {
    const trading = permissionsOf('owner', only('buyer', 'provider'));
    for (const name of ['rounds.clear', 'terms.change', 'disputes.decide', 'organizations.admit'] as const) {
      expect(trading.has(name)).toBe(false);
      expect(permissionsOf('owner', only('regulator')).has(name)).toBe(false);
      expect(permissionsOf('owner', only('operator')).has(name)).toBe(true);
    }
  });
  it('without a capacity there is no permission', () => {
    expect(permissionsOf('owner', only()).size).toBe(0);
  });
  it('a key has its scopes and no more, and never members, keys or the market', () => {
    const scopes = ['orders.place', 'members.manage', 'rounds.clear', 'made.up', 'pools.manage'];
    expect([...permissionsOfKey(scopes, only('buyer'))]).toEqual(['orders.place']);
    for (const name of [
      'members.manage',
      'keys.manage',
      'wallet.top_up',
      'terms.change',
      'disputes.decide',
    ] as const)
      expect(KEY_SCOPES).not.toContain(name);
  });
  it('knows its own names only', () => {
    for (const name of PERMISSIONS) expect(isPermission(name)).toBe(true);
    expect(isPermission('toString')).toBe(false);
  });
});
