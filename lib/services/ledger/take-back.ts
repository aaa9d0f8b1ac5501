import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { post } from '@/db/queries/post';
import { accounts, postings } from '@/db/schema';
import type { Micros } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import type { Posting, Stamp } from '@/lib/ledger/posting';
import { coverShortfall, type TakenBack, takeBack as takeBackPosting } from '@/lib/ledger/recipes';
import { outsideOf } from '@/lib/ledger/recipes/top-ups';
import type { Ctx } from '../context';
import { marketCurrency } from '../market/market-currency';
import { type AccountOf, type LockedBalances, lockBalances } from './lock-balances';
import { lockOpenOrders, receivableOpened } from './receivable-opened';

/** What an event moves, and how much of it its organization comes to owe by that, in micros. */
export interface Taking {
  readonly postings: readonly Posting[];
  readonly owedMicros: Micros;
}

interface Owing<T extends Taking> {
  /** Who has to bear it. */
  readonly organizationId: string;
  readonly key: string;
  /** The other side of the posting. */
  readonly other: AccountOf;
  /** Whether it is covered at a look, so that orders needn't be locked ahead of accounts for what rarely happens. */
  readonly isCovered: () => Promise<boolean>;
  readonly take: (locked: LockedBalances, stamp: () => Stamp) => Promise<T>;
}

/**
 * Whether an event was posted before. What is short depends on balances that have moved since, so it is known by its key
 * alone; that the key stands for this very event is made sure of (L-2).
 */
async function standsAlready(tx: Tx, key: string, again: readonly Posting[]): Promise<boolean> {
  const { recipe, subjectType, subjectId } = postings;
  const [earlier] = await tx
    .select({ recipe, subjectType, subjectId })
    .from(postings)
    .where(eq(postings.requestKey, key));
  if (!earlier) return false;
  for (const one of again) {
    const isAbout = one.subjectType === earlier.subjectType && one.subjectId === earlier.subjectId;
    const isSame = isAbout && (one.requestKey !== key || one.recipe === earlier.recipe);
    assert(isSame, 'L-2', { key, ...earlier });
  }
  return true;
}

/**
 * Takes from an organization as far as it goes; what it comes to owe opens a receivable with all that follows (L-3, L-6).
 * Null when the key stands already.
 */
export async function takeOrOwe<T extends Taking>(tx: Tx, ctx: Ctx, owing: Owing<T>): Promise<T | null> {
  const { organizationId, other, key, take } = owing;
  const open = (await owing.isCovered()) ? undefined : await lockOpenOrders(tx, organizationId);
  const currency = await marketCurrency(tx);
  const locked = await lockBalances(
    tx,
    [
      { organizationId, kind: 'available' },
      { organizationId, kind: 'payable' },
      { organizationId, kind: 'held' },
      { organizationId, kind: 'receivable' },
      { organizationId: null, kind: 'allowance' },
      { organizationId: null, kind: 'guarantee' },
      { organizationId: null, kind: 'losses' },
      other,
    ],
    currency,
  );
  const taking = await take(locked, () => ({ id: ctx.newId('posting'), eventAt: ctx.now, currency }));
  if (await standsAlready(tx, key, taking.postings)) return null;
  await post(tx, taking.postings);
  if (taking.owedMicros > 0n) await receivableOpened(tx, ctx, organizationId, open);
  return taking;
}

/** What an account holds as long as nobody moves it, in micros. */
export async function balanceAtALook(
  tx: Tx,
  organizationId: string,
  kind: 'available' | 'payable',
): Promise<Micros> {
  const [account] = await tx
    .select({ balanceMicros: accounts.balanceMicros })
    .from(accounts)
    .where(and(eq(accounts.organizationId, organizationId), eq(accounts.kind, kind)));
  return account?.balanceMicros ?? 0n;
}

/**
 * Money the outside took back — a chargeback, a refund made past us — leaves the organization's available balance; what
 * was spent already becomes a receivable, its open orders leave the book, and what they held is taken next (L-3, L-6).
 * Promises what was short at first, in micros; 0 when the key stands already.
 */
export async function takeBack(tx: Tx, ctx: Ctx, taken: TakenBack): Promise<Micros> {
  const { organizationId, amountMicros } = taken;
  const taking = await takeOrOwe(tx, ctx, {
    organizationId,
    key: taken.key,
    other: { organizationId: null, kind: outsideOf(taken.channel) },
    isCovered: async () => (await balanceAtALook(tx, organizationId, 'available')) >= amountMicros,
    take: async ({ micros }, stamp) => {
      const [availableMicros, guaranteeMicros] = [
        micros(organizationId, 'available'),
        micros(null, 'guarantee'),
      ];
      const cover = coverShortfall(amountMicros, { ownMicros: availableMicros, guaranteeMicros });
      const posting = takeBackPosting(stamp(), taken, { availableMicros, guaranteeMicros });
      return { postings: [posting], owedMicros: cover.shortMicros };
    },
  });
  return taking?.owedMicros ?? 0n;
}
