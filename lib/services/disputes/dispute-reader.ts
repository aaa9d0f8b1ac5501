import type { Tx } from '@/db/client';
import type { Party } from '@/lib/settlement/hearing';
import { authorize } from '../authorize';
import type { Ctx } from '../context';
import { asOverseer } from '../oversight/as-overseer';
import { type DisputeRow, partyOf } from './lock-dispute';

/** From where a dispute is looked at. */
export type Viewer = Party | 'operator' | 'regulator';

export interface DisputeReader {
  /** The organization whose disputes alone are seen; null for the market's watchers. */
  readonly organizationId: string | null;
  readonly viewerOf: (dispute: Pick<DisputeRow, 'buyerOrganizationId' | 'providerOrganizationId'>) => Viewer;
}

/**
 * Reads disputes as whoever asks may: a party its own, a regulator those in its scope and read-only, the operator all.
 * Row security answers for parties and regulators, so what isn't theirs is missing.
 */
export function asDisputeReader<T>(ctx: Ctx, fn: (tx: Tx, reader: DisputeReader) => Promise<T>): Promise<T> {
  const { permissions } = ctx.actor;
  if (permissions.has('operate.view'))
    return ctx.db.asEngine((tx) => fn(tx, { organizationId: null, viewerOf: () => 'operator' }));
  if (permissions.has('oversee.view'))
    return asOverseer(ctx, (tx) => fn(tx, { organizationId: null, viewerOf: () => 'regulator' }));
  const organizationId = authorize(ctx, 'leases.view');
  return ctx.db.asOrganization(organizationId, (tx) =>
    fn(tx, { organizationId, viewerOf: (dispute) => partyOf(dispute, organizationId) }),
  );
}
