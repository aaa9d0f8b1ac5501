import type { Database } from '@/db/client';
import type { RegulatorScope } from '@/db/schema';
import type { IdKind } from '@/lib/core/ids';
import type { Permission } from '@/lib/identity/permissions';

/** Who acts, for which organization, and what they may do. */
export interface Actor {
  readonly kind: 'person' | 'key' | 'engine' | 'public';
  readonly personId: string | null;
  readonly keyId: string | null;
  readonly organizationId: string | null;
  readonly organizationStatus: 'pending' | 'admitted' | 'suspended' | null;
  readonly permissions: ReadonlySet<Permission>;
  readonly regulatorScope: RegulatorScope | null;
  /** The engine's job, for audit rows; null for everyone else. */
  readonly jobName: string | null;
}

export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** What every verb gets: the database, the market's now (T-1), new ids, the actor and the log. */
export interface Ctx {
  readonly db: Database;
  readonly now: Date;
  readonly requestId: string;
  readonly actor: Actor;
  readonly newId: (kind: IdKind) => string;
  readonly log: Log;
}

const NOBODY = {
  personId: null,
  keyId: null,
  organizationId: null,
  organizationStatus: null,
  permissions: new Set<Permission>(),
  regulatorScope: null,
  jobName: null,
} as const;

/** The actor of a visitor who hasn't signed in. */
export const PUBLIC_ACTOR: Actor = { kind: 'public', ...NOBODY };

/** The engine's own actor for one of its jobs: rounds, leases, settlement, expiry. */
export const engineActor = (jobName: string): Actor => ({ kind: 'engine', ...NOBODY, jobName });
