import { describe, expect, it } from 'vitest';
import { hourStart } from '@/lib/core/hours';
import { type AccountRow, checkLedger, type EntryRow, type LedgerRows } from '@/lib/ledger/invariants';
import { accountIdOf, type Posting, postingsOf } from '@/lib/ledger/posting';
import {
  cancelLeasePosting,
  chargeProvider,
  closeLeasePosting,
  freezeDisputePosting,
  holdOrder,
  settleLeasePosting,
  topUp,
  tradeOrder,
} from '@/lib/ledger/recipes';
import { cancelLease } from './cancellation';
import { checkLeases } from './invariants';
import type { LeaseRow, LeaseRows } from './lease-rows';
import { type LeaseSettlement, type SettlingLease, settleLease } from './settle-lease';

const START = 490_000;
const parties = (leaseId: string) => ({
  leaseId,
  buyerOrganizationId: 'org_b',
  providerOrganizationId: 'org_p',
});
const stampOf = (id: string) => ({ id, eventAt: hourStart(START), currency: 'CNY' });

function bookOf(postings: readonly Posting[]) {
  const accounts = new Map<string, { -readonly [K in keyof AccountRow]: AccountRow[K] }>();
  const entries: (EntryRow & { readonly subjectId: string })[] = [];
  for (const posting of postings)
    for (const entry of posting.entries) {
      const id = accountIdOf(entry);
      const fresh = { ...entry, id, balanceMicros: 0n, version: 0n };
      const account = accounts.get(id) ?? fresh;
      accounts.set(id, account);
      account.balanceMicros += entry.amountMicros;
      account.version += 1n;
      entries.push({
        accountId: id,
        version: account.version,
        postingId: posting.id,
        currency: entry.currency,
        amountMicros: entry.amountMicros,
        balanceAfterMicros: account.balanceMicros,
        subjectId: posting.subjectType === 'lease' ? posting.subjectId : '',
      });
    }
  return { accounts: [...accounts.values()], entries };
}

const lease = (startHour: number, priceMicros: bigint): SettlingLease => ({
  startHour,
  endHour: startHour + 2,
  priceMicros,
  units: 10n,
  state: 'reserved',
  startedAt: null,
  feeBps: 200,
  lateTerms: { lateCreditBpsPerHour: 100, lateCreditCapBps: 2000 },
  heldMicros: priceMicros,
  disputedMicros: 0n,
  earnedMicros: 0n,
  feeMicros: 0n,
  refundedMicros: 0n,
  creditMicros: 0n,
  reportingClosedAt: null,
});

const rowOf = (
  id: string,
  from: SettlingLease,
  after: Pick<LeaseSettlement, 'money' | 'state' | 'endReason'> & { readonly resaleHour?: number | null },
  units: Pick<LeaseRow, 'reportedUnits' | 'acceptedUnits'> & { readonly creditMicros?: bigint },
): LeaseRow => ({
  ...parties(id),
  id,
  tradeId: `trd_${id}`,
  priceMicros: from.priceMicros,
  units: from.units,
  creditMicros: after.money.creditMicros,
  chargeMicros: 0n,
  takenMicros: 0n,
  resaleHour: after.resaleHour ?? null,
  milestones: null,
  inputReadyAt: null,
  workStartedAt: null,
  startHour: from.startHour,
  endHour: from.endHour,
  startedAt: null,
  lateTerms: from.lateTerms,
  ...units,
  earnedMicros: after.money.earnedMicros,
  feeMicros: after.money.feeMicros,
  refundedMicros: after.money.refundedMicros,
  state: after.state,
  endReason: after.endReason,
  termsVersion: 1,
});

const holdOf = (leaseId: string, after: Pick<LeaseSettlement, 'money' | 'state'>) => ({
  id: `hld_${leaseId}`,
  organizationId: 'org_b',
  orderId: `ord_${leaseId}`,
  leaseId,
  heldMicros: after.money.heldMicros,
  disputedMicros: after.money.disputedMicros,
  closedAt: after.state === 'ended' && after.money.heldMicros === 0n ? hourStart(START) : null,
});

/** One open order, one lease partly delivered and ended, one disputed, one left before its start, its only hour to come. */
function market(): { ledger: LedgerRows; leases: LeaseRows } {
  const at = hourStart(START + 1);
  const late = hourStart(START + 30);
  const ended = lease(START, 100_000_007n);
  const first = settleLease(
    ended,
    [{ kind: 'result', units: 7n, state: 'accepted', providerUnits: null, reportedAt: at }],
    at,
  );
  const closed = settleLease(
    { ...ended, ...first.money, state: first.state, startedAt: first.startedAt },
    [{ kind: 'result', units: 7n, state: 'accepted', providerUnits: null, reportedAt: at }],
    late,
  );
  const disputing = lease(START, 50_000_000n);
  const frozen = settleLease(
    disputing,
    [{ kind: 'result', units: 4n, state: 'rejected', providerUnits: null, reportedAt: at }],
    at,
  );
  const leaving = lease(START + 5, 20_000_000n);
  const leavingHours = [{ hour: START + 5, cards: 1, priceMicros: 20_000_000n }];
  const cancelled = cancelLease(leaving, [], leavingHours, at);
  if (!cancelled.ok) throw new Error('refused');
  const order = (id: string, heldMicros: bigint) => ({ orderId: id, organizationId: 'org_b', heldMicros });
  const payment = { id: 'pay_1', organizationId: 'org_b', channel: 'sandbox', amountMicros: 500_000_000n };
  const postings = postingsOf(
    topUp(stampOf('p1'), payment),
    holdOrder(stampOf('p2'), order('ord_open', 30_000_000n)),
    holdOrder(stampOf('p3'), order('ord_lea_1', 120_000_000n)),
    holdOrder(stampOf('p4'), order('ord_lea_2', 50_000_000n)),
    holdOrder(stampOf('p5'), order('ord_lea_3', 20_000_000n)),
    tradeOrder(stampOf('p6'), order('ord_lea_1', 120_000_000n), 100_000_007n),
    settleLeasePosting(stampOf('p7'), parties('lea_1'), 1, first.move),
    closeLeasePosting(stampOf('p8'), parties('lea_1'), closed.move),
    chargeProvider(
      stampOf('p11'),
      {
        ...parties('lea_1'),
        amountMicros: closed.owedCreditMicros,
        nettedMicros: closed.owedCreditMicros,
        key: 'credit:lea_1:close',
        because: 'missing',
      },
      { ownMicros: 6_000_000n, guaranteeMicros: 0n },
    ),
    freezeDisputePosting(stampOf('p9'), parties('lea_2'), 1, frozen.move),
    cancelLeasePosting(stampOf('p10'), parties('lea_3'), cancelled.value.move),
  );
  const book = bookOf(postings);
  const holds = [
    { ...holdOf('lea_1', closed) },
    { ...holdOf('lea_2', frozen) },
    { ...holdOf('lea_3', cancelled.value) },
    {
      id: 'hld_open',
      organizationId: 'org_b',
      orderId: 'ord_open',
      leaseId: null,
      heldMicros: 30_000_000n,
      disputedMicros: 0n,
      closedAt: null,
    },
  ];
  const leases = [
    rowOf('lea_1', ended, closed, {
      reportedUnits: 7n,
      acceptedUnits: 7n,
      creditMicros: closed.owedCreditMicros,
    }),
    rowOf('lea_2', disputing, frozen, { reportedUnits: 4n, acceptedUnits: 0n }),
    rowOf('lea_3', leaving, cancelled.value, { reportedUnits: 0n, acceptedUnits: 0n }),
  ];
  return {
    ledger: { ...book, holds, openOrders: [{ id: 'ord_open', limitMicros: 30_000_000n }] },
    leases: {
      trades: leases.map((l) => ({ id: l.tradeId, payMicros: l.priceMicros, cardHours: 1, units: 10n })),
      leases,
      leaseHours: leases.map((l) => ({
        leaseId: l.id,
        poolId: 'pol_1',
        hour: l.id === 'lea_3' ? START + 5 : START,
        cards: 1,
        priceMicros: l.priceMicros,
        released: l.id === 'lea_3',
      })),
      deliveries: [
        {
          leaseId: 'lea_1',
          kind: 'result',
          units: 7n,
          state: 'accepted',
          providerUnits: null,
          reportedAt: at,
        },
        {
          leaseId: 'lea_2',
          kind: 'result',
          units: 4n,
          state: 'rejected',
          providerUnits: null,
          reportedAt: at,
        },
      ],
      holds,
      leaseEntries: book.entries,
      feeBpsOfTerms: new Map([[1, 200]]),
    },
  };
}

const changed = <T>(rows: readonly T[], index: number, change: Partial<T>): T[] =>
  rows.map((row, i) => (i === index ? { ...row, ...change } : row));

describe('the ledger check', () => {
  const { ledger } = market();
  const checks = (over: Partial<LedgerRows>) =>
    new Set(checkLedger({ ...ledger, ...over }).map((found) => found.check));

  it('finds nothing in books made by the recipes', () => expect(checkLedger(ledger)).toEqual([]));
  it('finds one micro more on an account, as a balance, a currency and nothing else', () => {
    const i = ledger.accounts.findIndex((a) => a.kind === 'fees');
    const more = (ledger.accounts[i]?.balanceMicros ?? 0n) + 1n;
    const found = checks({ accounts: changed(ledger.accounts, i, { balanceMicros: more }) });
    expect(found).toEqual(new Set(['currency_sums_to_zero', 'balance_equals_entries']));
  });
  it('finds an entry that is gone: its posting, its version and its balance', () => {
    expect(checks({ entries: ledger.entries.slice(1) })).toEqual(
      new Set(['posting_sums_to_zero', 'versions_gapless', 'balance_equals_entries']),
    );
  });
  it('finds a balance after that was changed, by account and version', () => {
    const found = checkLedger({ ...ledger, entries: changed(ledger.entries, 0, { balanceAfterMicros: 9n }) });
    expect(found).toMatchObject([{ check: 'balance_equals_entries', facts: { version: 1n } }]);
  });
  it('finds entries of an account that does not exist', () => {
    expect(checks({ accounts: ledger.accounts.slice(1) })).toContain('balance_equals_entries');
  });
  it('finds a negative balance where none may be', () => {
    const i = ledger.accounts.findIndex((a) => a.kind === 'fees');
    expect(checks({ accounts: changed(ledger.accounts, i, { balanceMicros: -1n }) })).toContain(
      'balance_sign',
    );
  });
  it('finds a hold of another amount, an open order without one and a hold without an order', () => {
    expect(checks({ holds: changed(ledger.holds, 1, { heldMicros: 1n }) })).toEqual(
      new Set(['held_equals_holds']),
    );
    expect(checks({ holds: ledger.holds.slice(0, 3) })).toEqual(new Set(['held_equals_holds', 'order_hold']));
    expect(checks({ openOrders: [] })).toEqual(new Set(['order_hold']));
    expect(checks({ openOrders: [{ id: 'ord_open', limitMicros: 30_000_001n }] })).toEqual(
      new Set(['order_hold']),
    );
  });
});

describe('the lease check', () => {
  const { leases } = market();
  const checks = (over: Partial<LeaseRows>) =>
    checkLeases({ ...leases, ...over }).map((found) => [found.check, found.subject]);

  it('finds nothing in leases settled by the rules', () => expect(checkLeases(leases)).toEqual([]));
  it('finds one micro of earnings that the units do not explain', () => {
    const { earnedMicros, refundedMicros } = leases.leases[0]!;
    const change = { earnedMicros: earnedMicros + 1n, refundedMicros: refundedMicros - 1n };
    expect(checks({ leases: changed(leases.leases, 0, change) })).toEqual([
      ['lease_earned', 'lea_1'],
      ['lease_postings', 'lea_1'],
    ]);
  });
  it('finds a hold that is off, missing or open after the end', () => {
    expect(checks({ holds: changed(leases.holds, 1, { heldMicros: 0n }) })).toEqual([
      ['lease_hold', 'lea_2'],
    ]);
    expect(checks({ holds: leases.holds.slice(1) })).toEqual([['lease_hold', 'lea_1']]);
    expect(checks({ holds: changed(leases.holds, 0, { closedAt: null }) })).toEqual([
      ['lease_hold', 'lea_1'],
    ]);
  });
  it('finds units that no delivery reported, and a price its hours do not add up to', () => {
    expect(checks({ deliveries: leases.deliveries.slice(1) })).toEqual([['lease_units', 'lea_1']]);
    expect(checks({ leaseHours: changed(leases.leaseHours, 1, { priceMicros: 1n }) })).toEqual([
      ['lease_price', 'lea_2'],
    ]);
  });
  it('finds a credit that lateness doesn’t explain, and a charge on a lease that didn’t fail', () => {
    const { creditMicros } = leases.leases[0]!;
    expect(creditMicros).toBe(6_000_000n);
    for (const off of [1n, -4n])
      expect(checks({ leases: changed(leases.leases, 0, { creditMicros: creditMicros + off }) })).toEqual([
        ['lease_credit', 'lea_1'],
        ['lease_postings', 'lea_1'],
      ]);
    expect(checks({ leases: changed(leases.leases, 0, { chargeMicros: 1n }) })).toEqual([
      ['lease_charge', 'lea_1'],
      ['lease_postings', 'lea_1'],
    ]);
  });
  it('finds others’ hours beyond those that began, money kept for hours that passed, and a passed hour unpaid', () => {
    const left = (change: Partial<LeaseRow>) => checks({ leases: changed(leases.leases, 2, change) });
    expect(left({ takenMicros: 1n })).toEqual([
      ['lease_earned', 'lea_3'],
      ['lease_left', 'lea_3'],
    ]);
    expect(left({ resaleHour: null })).toEqual([
      ['lease_hold', 'lea_3'],
      ['lease_earned', 'lea_3'],
    ]);
    expect(checks({ leases: changed(leases.leases, 0, { resaleHour: START }) })).toEqual([
      ['lease_hold', 'lea_1'],
      ['lease_left', 'lea_1'],
    ]);
  });
  it('finds 7 of 10 units reported where milestones stand at 5 and 10, and not where each unit is one (S-7)', () => {
    const counting = (milestones: number) => checks({ leases: changed(leases.leases, 0, { milestones }) });
    expect(counting(2)).toEqual([['lease_milestones', 'lea_1']]);
    expect(counting(10)).toEqual([]);
  });
  it('finds late input beyond the hours lost: 4 units of an hour that ended before the input, none after it (S-9)', () => {
    const deliveries = changed(leases.deliveries, 1, { kind: 'late_input' });
    expect(checks({ deliveries })).toEqual([]);
    const ready = changed(leases.leases, 1, { inputReadyAt: hourStart(START) });
    expect(checks({ deliveries, leases: ready })).toEqual([['lease_late_input', 'lea_2']]);
  });
  it('finds units decided for the provider that the lease doesn’t count', () => {
    const decided = { state: 'decided', providerUnits: 3n } as const;
    expect(checks({ deliveries: changed(leases.deliveries, 1, decided) })).toContainEqual([
      'lease_units',
      'lea_2',
    ]);
  });
  it('finds a settlement that was never posted', () => {
    const without = leases.leaseEntries.filter((entry) => entry.subjectId !== 'lea_3');
    expect(checks({ leaseEntries: without })).toEqual([['lease_postings', 'lea_3']]);
  });
  it('finds a trade whose leases cost, deliver or use something else', () => {
    for (const change of [{ payMicros: 1n }, { units: 11n }, { cardHours: 2 }])
      expect(checks({ trades: changed(leases.trades, 2, change) })).toEqual([
        ['trade_equals_leases', 'trd_lea_3'],
      ]);
  });
  it('finds terms that do not exist', () => {
    expect(checks({ feeBpsOfTerms: new Map() })).toHaveLength(3);
  });
});
