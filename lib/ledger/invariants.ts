import { type Micros, sumMicros } from '@/lib/core/amount';
import { groupBy } from '@/lib/core/group';
import type { Refusal } from '@/lib/core/result';

/** Two things that must agree and don't: the check, its rule, the row, and both values. */
export interface Disagreement<Check extends string = string> {
  readonly check: Check;
  readonly rule: string;
  /** The account, posting, order, lease or pool-hour that disagrees. */
  readonly subject: string;
  readonly facts: Refusal['facts'];
}

export interface AccountRow {
  readonly id: string;
  readonly organizationId: string | null;
  readonly kind: string;
  readonly currency: string;
  readonly balanceMicros: Micros;
  readonly version: bigint;
}

export interface EntryRow {
  readonly accountId: string;
  readonly version: bigint;
  readonly postingId: string;
  readonly currency: string;
  readonly amountMicros: Micros;
  readonly balanceAfterMicros: Micros;
}

export interface HoldRow {
  readonly id: string;
  readonly organizationId: string;
  readonly orderId: string;
  readonly leaseId: string | null;
  readonly heldMicros: Micros;
  readonly disputedMicros: Micros;
  readonly closedAt: Date | null;
}

export interface OpenOrderRow {
  readonly id: string;
  readonly limitMicros: Micros;
}

/** What `checkLedger` compares: whole tables, and the orders that are open. */
export interface LedgerRows {
  readonly accounts: readonly AccountRow[];
  readonly entries: readonly EntryRow[];
  readonly holds: readonly HoldRow[];
  readonly openOrders: readonly OpenOrderRow[];
}

export type LedgerCheck =
  | 'currency_sums_to_zero'
  | 'posting_sums_to_zero'
  | 'posting_empty'
  | 'versions_gapless'
  | 'balance_equals_entries'
  | 'balance_sign'
  | 'allowance_covers_receivables'
  | 'held_equals_holds'
  | 'order_hold';

type Found = Disagreement<LedgerCheck>;

const MAY_BE_NEGATIVE = /^(receivable|costs|losses|external:.+)$/;
const MAY_NOT_BE_POSITIVE = /^(receivable|costs|losses)$/;

function checkCurrencies(accounts: readonly AccountRow[]): Found[] {
  return [...groupBy(accounts, (account) => account.currency)].flatMap(([currency, rows]) => {
    const sumOfBalances = sumMicros(rows.map((row) => row.balanceMicros));
    if (sumOfBalances === 0n) return [];
    const facts = { sumMicros: sumOfBalances };
    return [{ check: 'currency_sums_to_zero' as const, rule: 'L-2', subject: currency, facts }];
  });
}

function checkPostings(entries: readonly EntryRow[]): Found[] {
  return [...groupBy(entries, (entry) => `${entry.postingId} ${entry.currency}`)].flatMap(
    ([subject, rows]) => {
      const sum = sumMicros(rows.map((row) => row.amountMicros));
      if (sum === 0n) return [];
      return [{ check: 'posting_sums_to_zero' as const, rule: 'L-2', subject, facts: { sumMicros: sum } }];
    },
  );
}

/** The first entry of an account that breaks the chain of versions or balances, and the balance the entries add up to. */
function walkEntries(account: string, entries: readonly EntryRow[]): { found: Found[]; sum: Micros } {
  const inOrder = [...entries].sort((a, b) => (a.version < b.version ? -1 : a.version > b.version ? 1 : 0));
  let sum = 0n;
  let version = 0n;
  const found: Found[] = [];
  for (const entry of inOrder) {
    sum += entry.amountMicros;
    version += 1n;
    if (found.length > 0) continue;
    const facts = { version: entry.version, expectedVersion: version };
    if (entry.version !== version)
      found.push({ check: 'versions_gapless', rule: 'L-4', subject: account, facts });
    else if (entry.balanceAfterMicros !== sum)
      found.push({
        check: 'balance_equals_entries',
        rule: 'L-4',
        subject: account,
        facts: { ...facts, balanceAfterMicros: entry.balanceAfterMicros, entriesMicros: sum },
      });
  }
  return { found, sum };
}

function checkAccounts({ accounts, entries }: LedgerRows): Found[] {
  const byAccount = groupBy(entries, (entry) => entry.accountId);
  const found: Found[] = [];
  for (const account of accounts) {
    const own = byAccount.get(account.id) ?? [];
    byAccount.delete(account.id);
    const walked = walkEntries(account.id, own);
    found.push(...walked.found);
    const { balanceMicros, version, id: subject } = account;
    if (version !== BigInt(own.length)) {
      const facts = { version, entries: own.length };
      found.push({ check: 'versions_gapless', rule: 'L-4', subject, facts });
    }
    if (balanceMicros !== walked.sum) {
      const facts = { balanceMicros, entriesMicros: walked.sum };
      found.push({ check: 'balance_equals_entries', rule: 'L-4', subject, facts });
    }
    const isWrongSide =
      (balanceMicros < 0n && !MAY_BE_NEGATIVE.test(account.kind)) ||
      (balanceMicros > 0n && MAY_NOT_BE_POSITIVE.test(account.kind));
    if (isWrongSide) found.push({ check: 'balance_sign', rule: 'L-3', subject, facts: { balanceMicros } });
  }
  for (const [subject, rows] of byAccount)
    found.push({
      check: 'balance_equals_entries',
      rule: 'L-4',
      subject,
      facts: { balanceMicros: null, entries: rows.length },
    });
  return found;
}

/** What organizations owe is allowed for in full, per currency (L-3). */
function checkAllowance(accounts: readonly AccountRow[]): Found[] {
  const kinds = accounts.filter(({ kind }) => kind === 'receivable' || kind === 'allowance');
  return [...groupBy(kinds, ({ currency }) => currency)].flatMap(([subject, rows]) => {
    const over = sumMicros(rows.map((row) => row.balanceMicros));
    if (over === 0n) return [];
    const facts = { allowanceOverOwedMicros: over };
    return [{ check: 'allowance_covers_receivables' as const, rule: 'L-3', subject, facts }];
  });
}

function checkHeld({ accounts, holds }: LedgerRows): Found[] {
  const organizations = new Map<string, { heldMicros: Micros; disputedMicros: Micros }>();
  const sumsOf = (organizationId: string) => {
    const known = organizations.get(organizationId) ?? { heldMicros: 0n, disputedMicros: 0n };
    organizations.set(organizationId, known);
    return known;
  };
  for (const hold of holds) {
    sumsOf(hold.organizationId).heldMicros -= hold.heldMicros;
    sumsOf(hold.organizationId).disputedMicros -= hold.disputedMicros;
  }
  for (const account of accounts) {
    if (account.organizationId === null) continue;
    if (account.kind === 'held') sumsOf(account.organizationId).heldMicros += account.balanceMicros;
    if (account.kind === 'disputed') sumsOf(account.organizationId).disputedMicros += account.balanceMicros;
  }
  return [...organizations].flatMap(([subject, over]) =>
    over.heldMicros === 0n && over.disputedMicros === 0n
      ? []
      : [
          {
            check: 'held_equals_holds' as const,
            rule: 'M-5',
            subject,
            facts: { heldOverHoldsMicros: over.heldMicros, disputedOverHoldsMicros: over.disputedMicros },
          },
        ],
  );
}

function checkOrderHolds({ holds, openOrders }: LedgerRows): Found[] {
  const open = groupBy(
    holds.filter((hold) => hold.leaseId === null && hold.closedAt === null),
    (hold) => hold.orderId,
  );
  const found: Found[] = [];
  const disagree = (subject: string, facts: Refusal['facts']) =>
    found.push({ check: 'order_hold', rule: 'M-5', subject, facts });
  for (const order of openOrders) {
    const own = open.get(order.id) ?? [];
    open.delete(order.id);
    const heldMicros = sumMicros(own.map((hold) => hold.heldMicros + hold.disputedMicros));
    if (own.length !== 1 || heldMicros !== order.limitMicros)
      disagree(order.id, { limitMicros: order.limitMicros, heldMicros, holds: own.length });
  }
  for (const [orderId, own] of open)
    disagree(orderId, { limitMicros: null, heldMicros: sumMicros(own.map((h) => h.heldMicros)) });
  for (const hold of holds)
    if (hold.closedAt !== null && (hold.heldMicros !== 0n || hold.disputedMicros !== 0n))
      disagree(hold.orderId, { hold: hold.id, closedWithMicros: hold.heldMicros + hold.disputedMicros });
  return found;
}

/** Everything in the ledger that disagrees with L-2, L-3, L-4 or M-5; empty when the books are clean. */
export const checkLedger = (rows: LedgerRows): readonly Disagreement<LedgerCheck>[] => [
  ...checkCurrencies(rows.accounts),
  ...checkPostings(rows.entries),
  ...checkAccounts(rows),
  ...checkAllowance(rows.accounts),
  ...checkHeld(rows),
  ...checkOrderHolds(rows),
];
