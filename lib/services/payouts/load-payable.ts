import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { type CardDeposit, cardParts, type LeaseEarning } from '@/lib/ledger/card-parts';
import { type CardTerms, type PayableNow, payableNow } from '@/lib/ledger/payable-now';

/** A provider's payable balance with the account's version it was read at. */
export interface LoadedPayable extends PayableNow {
  readonly version: bigint;
}

interface BalanceRow {
  readonly [column: string]: unknown;
  readonly organization_id: string;
  readonly balance_micros: string;
  readonly version: string;
}

interface DepositRow {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly organization_id: string;
  readonly amount_micros: string;
  readonly settled_at: string;
  readonly final_at: string;
}

interface EarningRow {
  readonly [column: string]: unknown;
  readonly posting_id: string;
  readonly lease_id: string;
  readonly buyer: string;
  readonly provider: string;
  readonly spent: string;
  readonly net: string;
  readonly event_at: string;
}

const anyOf = (ids: readonly string[]) =>
  sql`(select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`;
const millis = (column: SQL) => sql`(extract(epoch from ${column}) * 1000)::bigint::text`;

/**
 * All card deposits of those buyers of the providers that have one which isn't final yet. What was given back to its
 * source came out of the wallet, so it was never spent; what was charged back may have been.
 */
async function loadDeposits(tx: Tx, now: Date, providers: readonly string[]): Promise<CardDeposit[]> {
  const rows = await tx.execute<DepositRow>(sql`
    select d.id, d.organization_id, ${millis(sql`d.settled_at`)} as settled_at, ${millis(sql`d.final_at`)} as final_at, (d.amount_micros - coalesce((
        select sum(r.amount_micros - r.returned_micros) from payments r where r.source_payment_id = d.id and r.state = 'succeeded'), 0))::text as amount_micros
    from payments d
    where d.kind = 'top_up' and d.state = 'succeeded' and d.final_at > d.settled_at
      and d.organization_id in (select n.organization_id from payments n
        where n.kind = 'top_up' and n.state = 'succeeded' and n.final_at > n.settled_at and n.final_at > ${now.toISOString()}::timestamptz)
      and d.organization_id in (select l.buyer_organization_id from leases l where l.provider_organization_id in ${anyOf(providers)})`);
  return rows.map((row) => ({
    paymentId: row.id,
    buyerOrganizationId: row.organization_id,
    amountMicros: BigInt(row.amount_micros),
    settledAt: new Date(Number(row.settled_at)),
    finalAt: new Date(Number(row.final_at)),
  }));
}

/** What every posting of every lease of the buyers moved from the buyer to the provider. */
async function loadEarnings(tx: Tx, buyers: readonly string[]): Promise<LeaseEarning[]> {
  if (buyers.length === 0) return [];
  const rows = await tx.execute<EarningRow>(sql`
    select p.id as posting_id, l.id as lease_id, l.buyer_organization_id as buyer, l.provider_organization_id as provider,
      (-sum(e.amount_micros) filter (where e.organization_id = l.buyer_organization_id))::text as spent,
      coalesce(sum(e.amount_micros) filter (where e.account_id = l.provider_organization_id || '/payable/' || e.currency), 0)::text as net,
      ${millis(sql`p.event_at`)} as event_at
    from leases l
    join postings p on p.subject_type = 'lease' and p.subject_id = l.id
    join entries e on e.posting_id = p.id
    where l.buyer_organization_id in ${anyOf(buyers)}
    group by p.id, l.id
    having sum(e.amount_micros) filter (where e.organization_id = l.buyer_organization_id) <> 0`);
  return rows.map((row) => ({
    postingId: row.posting_id,
    leaseId: row.lease_id,
    buyerOrganizationId: row.buyer,
    providerOrganizationId: row.provider,
    spentMicros: BigInt(row.spent),
    netMicros: BigInt(row.net),
    at: new Date(Number(row.event_at)),
  }));
}

/** What of the payable balances of some providers may be paid out now and what waits (L-6), by organization; three statements for all. */
export async function loadPayable(
  tx: Tx,
  now: Date,
  terms: CardTerms,
  organizationIds: readonly string[],
): Promise<ReadonlyMap<string, LoadedPayable>> {
  if (organizationIds.length === 0) return new Map();
  const balances = await tx.execute<BalanceRow>(sql`
    select organization_id, balance_micros::text, version::text from accounts
    where kind = 'payable' and organization_id in ${anyOf(organizationIds)}`);
  const deposits = await loadDeposits(tx, now, organizationIds);
  const buyers = [...new Set(deposits.map((deposit) => deposit.buyerOrganizationId))];
  const parts = cardParts(deposits, await loadEarnings(tx, buyers));
  const ofProvider = new Map<string, (typeof parts)[number][]>();
  for (const part of parts) {
    const own = ofProvider.get(part.providerOrganizationId);
    if (own) own.push(part);
    else ofProvider.set(part.providerOrganizationId, [part]);
  }
  return new Map(
    balances.map((row) => [
      row.organization_id,
      {
        ...payableNow(BigInt(row.balance_micros), ofProvider.get(row.organization_id) ?? [], terms, now),
        version: BigInt(row.version),
      },
    ]),
  );
}

/** One provider's, nothing if it never earned. */
export async function loadPayableOf(
  tx: Tx,
  now: Date,
  terms: CardTerms,
  organizationId: string,
): Promise<LoadedPayable> {
  const found = (await loadPayable(tx, now, terms, [organizationId])).get(organizationId);
  return found ?? { balanceMicros: 0n, nowMicros: 0n, waits: [], version: 0n };
}
