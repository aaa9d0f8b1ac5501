import type { Database } from '@/db/client';
import { post } from '@/db/queries/post';
import type { Entry, Posting } from '@/lib/ledger/posting';
import { settleLeasePosting } from '@/lib/ledger/recipes';
import { CURRENCY, entryOf, newPostingId } from './parties';

const oneOf = <T>(items: readonly T[]): T => {
  const item = items[Math.floor(Math.random() * items.length)];
  if (item === undefined) throw new RangeError('nothing to choose from');
  return item;
};

function twoOf(organizations: readonly string[]): readonly [string, string] {
  for (;;) {
    const [from, to] = [oneOf(organizations), oneOf(organizations)];
    if (from !== to) return [from, to];
  }
}

const amount = (): bigint => BigInt(1 + Math.floor(Math.random() * 5_000));

function transfer(entries: readonly Entry[]): Posting {
  const id = newPostingId();
  return {
    id,
    recipe: 'top_up',
    requestKey: `bench:${id}`,
    subjectType: 'payment',
    subjectId: id,
    facts: {},
    eventAt: new Date(),
    entries,
  };
}

/** One transfer between the available balances of two organizations, in a transaction of its own. */
export async function transferOnce(db: Database, organizations: readonly string[]): Promise<void> {
  const [from, to] = twoOf(organizations);
  const micros = amount();
  const posting = transfer([entryOf(from, 'available', -micros), entryOf(to, 'available', micros)]);
  await db.asEngine((tx) => post(tx, [posting]));
}

/** One transfer into the platform's fees, which every other such transfer waits for. */
export async function transferToHot(db: Database, organizations: readonly string[]): Promise<void> {
  const micros = amount();
  const posting = transfer([
    entryOf(oneOf(organizations), 'available', -micros),
    entryOf(null, 'fees', micros),
  ]);
  await db.asEngine((tx) => post(tx, [posting]));
}

const PRICE_MICROS = 150_000_000n;
const FEE_MICROS = 3_000_000n;

/** Settlements of as many leases in one batch: each takes its price from a hold to a provider and the fees. */
export async function settleBatch(
  db: Database,
  organizations: readonly string[],
  leases: number,
): Promise<void> {
  const postings: Posting[] = [];
  while (postings.length < leases) {
    const [buyerOrganizationId, providerOrganizationId] = twoOf(organizations);
    const stamp = { id: newPostingId(), eventAt: new Date(), currency: CURRENCY };
    const parties = {
      leaseId: stamp.id.replace('pst_', 'lea_'),
      buyerOrganizationId,
      providerOrganizationId,
    };
    const posting = settleLeasePosting(stamp, parties, 1, {
      heldMicros: -PRICE_MICROS / 1000n,
      disputedMicros: 0n,
      earnedMicros: PRICE_MICROS / 1000n,
      feeMicros: FEE_MICROS / 1000n,
      refundedMicros: 0n,
      creditMicros: 0n,
    });
    if (posting) postings.push(posting);
  }
  await db.asEngine((tx) => post(tx, postings));
}
