import type { Tx } from '@/db/client';
import { lockBalances as lockAccounts } from '@/db/queries/lock-balances';
import type { Micros } from '@/lib/core/amount';
import { type AccountKind, accountIdOf } from '@/lib/ledger/posting';

/** An account by its owner and kind; the owner is null for the platform and the outside. */
export interface AccountOf {
  readonly organizationId: string | null;
  readonly kind: AccountKind;
}

/** Balances under lock, in micros; an account nobody has posted to yet stands at zero, version 0. */
export interface LockedBalances {
  readonly micros: (organizationId: string | null, kind: AccountKind) => Micros;
  readonly version: (organizationId: string | null, kind: AccountKind) => bigint;
}

/**
 * Locks every account a posting will move, in account-id order (L-4), so that a recipe that depends on balances is
 * computed on what stands. Name all of them: locking some and posting to others can deadlock. For the engine only.
 */
export async function lockBalances(
  tx: Tx,
  accounts: readonly AccountOf[],
  currency: string,
): Promise<LockedBalances> {
  const ids = accounts.map((account) => accountIdOf({ ...account, currency }));
  const locked = await lockAccounts(tx, ids);
  const find = (organizationId: string | null, kind: AccountKind) =>
    locked.get(accountIdOf({ organizationId, kind, currency }));
  return {
    micros: (organizationId, kind) => find(organizationId, kind)?.balanceMicros ?? 0n,
    version: (organizationId, kind) => find(organizationId, kind)?.version ?? 0n,
  };
}
