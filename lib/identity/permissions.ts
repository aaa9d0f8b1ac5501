/** What an organization is in this market; regulator and operator exclude every other capacity. */
export const CAPACITIES = ['buyer', 'provider', 'regulator', 'operator'] as const;
export type Capacity = (typeof CAPACITIES)[number];
export type Capacities = Readonly<Record<Capacity, boolean>>;

/** What a member is in an organization; the values of db/schema's memberships. */
export const ROLES = ['owner', 'trader', 'finance', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

interface Grant {
  readonly capacities: readonly Capacity[];
  readonly roles: readonly Role[];
  /** Whether an API key may carry it as a scope. */
  readonly key: boolean;
}

const BUYER = ['buyer'] as const;
const PROVIDER = ['provider'] as const;
const TRADING = ['buyer', 'provider'] as const;
const WATCHING = ['regulator', 'operator'] as const;
const OPERATOR = ['operator'] as const;
/** Whose name and address stand on invoices. */
const NAMED = ['buyer', 'provider', 'operator'] as const;

const OWNER = ['owner'] as const;
const ACTING = ['owner', 'trader'] as const;
const MONEY = ['owner', 'finance'] as const;

const SCOPE = { key: true };
const IN_PERSON = { key: false };

/** The one permission table: who may do what, by the organization's capacity and the member's role in it. */
const TABLE = {
  'organization.view': { capacities: CAPACITIES, roles: ROLES, ...SCOPE },
  'organization.manage': { capacities: NAMED, roles: MONEY, ...IN_PERSON },
  'members.manage': { capacities: CAPACITIES, roles: OWNER, ...IN_PERSON },
  'keys.manage': { capacities: CAPACITIES, roles: OWNER, ...IN_PERSON },
  'audit.view': { capacities: CAPACITIES, roles: ROLES, ...SCOPE },

  'jobs.view': { capacities: BUYER, roles: ROLES, ...SCOPE },
  'jobs.describe': { capacities: BUYER, roles: ACTING, ...SCOPE },
  'orders.view': { capacities: BUYER, roles: ROLES, ...SCOPE },
  'orders.place': { capacities: BUYER, roles: ACTING, ...SCOPE },
  'orders.cancel': { capacities: BUYER, roles: ACTING, ...SCOPE },
  'deliveries.accept': { capacities: BUYER, roles: ACTING, ...SCOPE },

  'pools.view': { capacities: PROVIDER, roles: ROLES, ...SCOPE },
  'pools.manage': { capacities: PROVIDER, roles: ACTING, ...SCOPE },
  'deliveries.report': { capacities: PROVIDER, roles: ACTING, ...SCOPE },

  'leases.view': { capacities: TRADING, roles: ROLES, ...SCOPE },
  'wallet.view': { capacities: TRADING, roles: ROLES, ...SCOPE },
  'wallet.top_up': { capacities: TRADING, roles: MONEY, ...IN_PERSON },
  'wallet.withdraw': { capacities: TRADING, roles: MONEY, ...IN_PERSON },
  'payouts.manage': { capacities: PROVIDER, roles: MONEY, ...IN_PERSON },
  'budgets.manage': { capacities: BUYER, roles: MONEY, ...IN_PERSON },
  'disputes.state': { capacities: TRADING, roles: ACTING, ...SCOPE },

  'oversee.view': { capacities: WATCHING, roles: ROLES, ...SCOPE },
  'oversee.export': { capacities: WATCHING, roles: ROLES, ...SCOPE },
  'books.export': { capacities: WATCHING, roles: ['owner', 'trader'], ...SCOPE },

  'operate.view': { capacities: OPERATOR, roles: ROLES, ...IN_PERSON },
  'rounds.clear': { capacities: OPERATOR, roles: ACTING, ...IN_PERSON },
  'terms.change': { capacities: OPERATOR, roles: OWNER, ...IN_PERSON },
  'clock.advance': { capacities: OPERATOR, roles: OWNER, ...IN_PERSON },
  'money.view': { capacities: OPERATOR, roles: ROLES, ...IN_PERSON },
  'money.book': { capacities: OPERATOR, roles: MONEY, ...IN_PERSON },
  'disputes.decide': { capacities: OPERATOR, roles: ACTING, ...IN_PERSON },
  'organizations.admit': { capacities: OPERATOR, roles: ACTING, ...IN_PERSON },
} as const satisfies Record<string, Grant>;

export type Permission = keyof typeof TABLE;

const GRANTS: Readonly<Record<Permission, Grant>> = TABLE;

/** Every permission there is, in the table's order. */
export const PERMISSIONS = Object.keys(GRANTS).filter((name): name is Permission => name in GRANTS);

/** The permissions an API key may carry: nothing that makes members, keys or money, or runs the market. */
export const KEY_SCOPES: readonly Permission[] = PERMISSIONS.filter((name) => GRANTS[name].key);

/** Whether a text names a permission. */
export const isPermission = (text: string): text is Permission => Object.hasOwn(GRANTS, text);

/** The permissions of a member with this role in an organization with these capacities, whatever its status. */
export function permissionsOf(role: Role, capacities: Capacities): ReadonlySet<Permission> {
  return new Set(
    PERMISSIONS.filter((name) => {
      const grant = GRANTS[name];
      return grant.roles.includes(role) && grant.capacities.some((capacity) => capacities[capacity]);
    }),
  );
}

/** The permissions of a key: its scopes that a key may carry and that its organization's capacities still allow. */
export function permissionsOfKey(scopes: readonly string[], capacities: Capacities): ReadonlySet<Permission> {
  const owner = permissionsOf('owner', capacities);
  return new Set(KEY_SCOPES.filter((name) => owner.has(name) && scopes.includes(name)));
}
