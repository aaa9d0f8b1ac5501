import { sql } from 'drizzle-orm';
import type { Tx } from '../client';
import { typed } from './refused';

/** One line of a posting; a positive amount raises the balance of the account of this owner, kind and currency. */
export interface PostedEntry {
  /** Null for the platform's and the outside world's accounts. */
  readonly organizationId: string | null;
  readonly kind: string;
  readonly currency: string;
  readonly amountMicros: bigint;
}

/** One business event as balanced entries (L-2). */
export interface PostedPosting {
  readonly id: string;
  readonly recipe: string;
  /** The same key posts once. */
  readonly requestKey: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly facts: Readonly<Record<string, string | number | null>>;
  readonly eventAt: Date;
  readonly entries: readonly PostedEntry[];
}

/** Entries without their bigints, one by one: a replacer would be asked about every value of a posting. */
const toJson = (posting: PostedPosting) => ({
  ...posting,
  entries: posting.entries.map(({ organizationId, kind, currency, amountMicros }) => ({
    organizationId,
    kind,
    currency,
    amountMicros: amountMicros.toString(),
  })),
});

/**
 * Writes a batch of postings in the order given, in one round trip; accounts are made on demand and locked in id order
 * (L-4). A request key that stands with the same contents is skipped. Throws InsufficientFunds or RequestKeyConflict.
 */
export async function post(tx: Tx, postings: readonly PostedPosting[]): Promise<void> {
  if (postings.length === 0) return;
  await typed(tx.execute(sql`select post(${JSON.stringify(postings.map(toJson))}::jsonb)`));
}
