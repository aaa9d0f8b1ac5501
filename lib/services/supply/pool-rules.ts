import { asc, eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { lockListings } from '@/db/queries/pool-terms';
import { nodes, pools } from '@/db/schema';
import type { PoolForm } from '@/lib/market/pool-form';

/** What a listing must fit beside its own rules: the market's nodes and terms, and the names already taken. */
export interface ListingRules {
  readonly nodeCodes: ReadonlySet<string>;
  readonly namesTaken: ReadonlySet<string>;
  readonly startGraceMinutesMax: number;
}

/** Reads the rules for an organization's listings, one transaction at a time. */
export async function loadListingRules(
  tx: Tx,
  organizationId: string,
  terms: { readonly startGraceMinutes: number },
): Promise<ListingRules> {
  await lockListings(tx, organizationId);
  const nodeRows = await tx.select({ code: nodes.code }).from(nodes).orderBy(asc(nodes.code));
  const named = await tx
    .select({ name: pools.name })
    .from(pools)
    .where(eq(pools.organizationId, organizationId));
  return {
    nodeCodes: new Set(nodeRows.map((row) => row.code)),
    namesTaken: new Set(named.map((row) => row.name.toLowerCase())),
    startGraceMinutesMax: terms.startGraceMinutes,
  };
}

/** Message keys by field for what the market refuses in a listing; empty when it may be listed. */
export function complaintsAbout(form: PoolForm, rules: ListingRules): Readonly<Record<string, string>> {
  const fields: Record<string, string> = {};
  if (rules.namesTaken.has(form.name.toLowerCase())) fields.name = 'pool_name_taken';
  if (!rules.nodeCodes.has(form.nodeCode)) fields.nodeCode = 'node';
  if (form.serviceLevel.startGraceMinutes > rules.startGraceMinutesMax)
    fields['serviceLevel.startGraceMinutes'] = `too_large_by?maximum=${rules.startGraceMinutesMax}`;
  return fields;
}
