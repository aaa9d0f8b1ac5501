import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { post } from '@/db/queries/post';
import { accounts, postings } from '@/db/schema';
import type { Micros } from '@/lib/core/amount';
import type { Posting, Stamp } from '@/lib/ledger/posting';
import {
  chargeProvider as chargePosting,
  coverShortfall,
  type ProviderCharge,
  type TakenBack,
  takeBack as takeBackPosting,
} from '@/lib/ledger/recipes';
import { outsideOf } from '@/lib/ledger/recipes/top-ups';
import type { Ctx } from '../context';
import { marketCurrency } from '../market/market-currency';
import { type AccountOf, lockBalances } from './lock-balances';
import { lockOpenOrders, receivableOpened } from './receivable-opened';

interface Owing {
  /** Who has to bear it, and from which account first. */
  readonly organizationId: string;
  readonly kind: 'available' | 'payable';
  readonly amountMicros: Micros;
  readonly key: string;
  /** The other side of the posting. */
  readonly other: AccountOf;
  readonly write: (stamp: Stamp, ownMicros: Micros, guaranteeMicros: Micros) => Posting;
}

/** Whether the account covers it at a look, so that orders needn't be locked ahead of accounts for what rarely happens. */
async function covers(tx: Tx, { organizationId, kind, amountMicros }: Owing): Promise<boolean> {
  const [account] = await tx
    .select({ balanceMicros: accounts.balanceMicros })
    .from(accounts)
    .where(and(eq(accounts.organizationId, organizationId), eq(accounts.kind, kind)));
  return (account?.balanceMicros ?? 0n) >= amountMicros;
}

/** Takes an amount from one account as far as it goes; what is short opens a receivable with all that follows (L-3, L-6). */
async function takeOrOwe(tx: Tx, ctx: Ctx, owing: Owing): Promise<Micros> {
  const { organizationId, kind, amountMicros, other, key, write } = owing;
  const open = (await covers(tx, owing)) ? undefined : await lockOpenOrders(tx, organizationId);
  const currency = await marketCurrency(tx);
  const { micros } = await lockBalances(
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
  // What is short depends on balances that have moved since, so an event told again is known by its key alone.
  const [earlier] = await tx.select({ id: postings.id }).from(postings).where(eq(postings.requestKey, key));
  if (earlier) return 0n;
  const ownMicros = micros(organizationId, kind);
  const guaranteeMicros = micros(null, 'guarantee');
  const stamp = { id: ctx.newId('posting'), eventAt: ctx.now, currency };
  await post(tx, [write(stamp, ownMicros, guaranteeMicros)]);
  const { shortMicros } = coverShortfall(amountMicros, { ownMicros, guaranteeMicros });
  if (shortMicros > 0n) await receivableOpened(tx, ctx, organizationId, open);
  return shortMicros;
}

/**
 * Money the outside took back — a chargeback, a refund made past us — leaves the organization's available balance; what
 * was spent already becomes a receivable, its open orders leave the book, and what they held is taken next (L-3, L-6).
 * Promises what was short at first, in micros; 0 when the key stands already.
 */
export const takeBack = (tx: Tx, ctx: Ctx, taken: TakenBack): Promise<Micros> =>
  takeOrOwe(tx, ctx, {
    ...taken,
    kind: 'available',
    other: { organizationId: null, kind: outsideOf(taken.channel) },
    write: (stamp, availableMicros, guaranteeMicros) =>
      takeBackPosting(stamp, taken, { availableMicros, guaranteeMicros }),
  });

/**
 * A provider pays a buyer for a lease beside its settlement (S-5): from what is payable, the rest as a receivable; the
 * buyer has all of it at once. Promises what was short at first, in micros; 0 when the key stands already.
 */
export const chargeProvider = (tx: Tx, ctx: Ctx, charge: ProviderCharge): Promise<Micros> =>
  takeOrOwe(tx, ctx, {
    ...charge,
    organizationId: charge.providerOrganizationId,
    kind: 'payable',
    other: { organizationId: charge.buyerOrganizationId, kind: 'available' },
    write: (stamp, payableMicros, guaranteeMicros) =>
      chargePosting(stamp, charge, { payableMicros, guaranteeMicros }),
  });
