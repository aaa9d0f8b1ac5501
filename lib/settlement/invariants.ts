import { sumMicros } from '@/lib/core/amount';
import { groupBy } from '@/lib/core/group';
import type { Disagreement } from '@/lib/ledger/invariants';
import { checkDeliveries, type DeliveryCheck } from './delivery-checks';
import type { LeaseContext, LeaseRows } from './lease-rows';
import { checkMoney, type MoneyCheck } from './money-checks';

export type LeaseCheck = 'trade_equals_leases' | MoneyCheck | DeliveryCheck;

type Found = Disagreement<LeaseCheck>;

function checkTrades(rows: LeaseRows): Found[] {
  const byTrade = groupBy(rows.leases, (lease) => lease.tradeId);
  const hours = groupBy(rows.leaseHours, (hour) => hour.leaseId);
  return rows.trades.flatMap((trade) => {
    const leases = byTrade.get(trade.id) ?? [];
    const facts = {
      payMicros: trade.payMicros,
      leasesMicros: sumMicros(leases.map((lease) => lease.priceMicros)),
      units: trade.units,
      leaseUnits: leases.reduce((sum, lease) => sum + lease.units, 0n),
      cardHours: trade.cardHours,
      leaseCardHours: leases.reduce(
        (sum, lease) => (hours.get(lease.id) ?? []).reduce((cards, hour) => cards + hour.cards, sum),
        0,
      ),
    };
    const agrees =
      facts.payMicros === facts.leasesMicros &&
      facts.units === facts.leaseUnits &&
      facts.cardHours === facts.leaseCardHours;
    return agrees ? [] : [{ check: 'trade_equals_leases' as const, rule: 'S-2', subject: trade.id, facts }];
  });
}

/** Every trade and lease whose price, units, hold, earnings or postings disagree with S-2; empty when they are clean. */
export function checkLeases(rows: LeaseRows): readonly Disagreement<LeaseCheck>[] {
  const hours = groupBy(rows.leaseHours, (hour) => hour.leaseId);
  const deliveries = groupBy(rows.deliveries, (delivery) => delivery.leaseId);
  const holds = groupBy(rows.holds, (hold) => hold.leaseId);
  const entries = groupBy(rows.leaseEntries, (entry) => entry.subjectId);
  const ofLeases = rows.leases.flatMap((lease): Found[] => {
    const context: LeaseContext = {
      hours: hours.get(lease.id) ?? [],
      deliveries: deliveries.get(lease.id) ?? [],
      holds: holds.get(lease.id) ?? [],
      entries: entries.get(lease.id) ?? [],
      feeBps: rows.feeBpsOfTerms.get(lease.termsVersion) ?? -1,
    };
    if (context.feeBps < 0)
      return [
        {
          check: 'lease_earned',
          rule: 'M-19',
          subject: lease.id,
          facts: { termsVersion: lease.termsVersion },
        },
      ];
    const found = checkMoney(lease, context).map(
      ([check, facts]): Found => ({ check, rule: 'S-2', subject: lease.id, facts }),
    );
    const counted = checkDeliveries(lease, context.hours, context.deliveries).map(
      ([check, facts]): Found => ({
        check,
        rule: check === 'lease_milestones' ? 'S-7' : 'S-9',
        subject: lease.id,
        facts,
      }),
    );
    return [...found, ...counted];
  });
  return [...checkTrades(rows), ...ofLeases];
}
