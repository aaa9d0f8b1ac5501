import { useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { Units } from '@/components/buy/outcome';
import { HourRange } from '@/components/hour-range';
import { StatusBadge } from '@/components/status-badge';
import { Panel } from '@/components/ui/card';
import type { LeaseEndReason } from '@/lib/settlement/lease-state';
import type { Lease } from './lease-view';

/** How a lease ended and where every micro of its price went: interval, units, amounts (S-4). */
export function RefundRow({
  data: { lease },
  reason,
  currency,
}: {
  data: Lease;
  reason: LeaseEndReason;
  currency: string;
}) {
  const t = useTranslations('buy.lease');
  const unpaid = BigInt(lease.units) - BigInt(lease.acceptedUnits);
  const held = BigInt(lease.priceMicros) - BigInt(lease.earnedMicros) - BigInt(lease.refundedMicros);
  const amount = (micros: string) => () => (
    <Amount micros={micros} currency={currency} className="font-semibold text-ink" />
  );
  return (
    <Panel title={t('settlement')} actions={<StatusBadge domain="end" status={reason} outline />}>
      <p className="text-sm">
        {t.rich('refund', {
          hours: () => <HourRange start={lease.startHour} end={lease.endHour} />,
          accepted: () => <Units count={lease.acceptedUnits} kind={lease.unitKind} />,
          units: () => <Units count={lease.units} kind={lease.unitKind} />,
          paid: amount(lease.earnedMicros),
          price: amount(lease.priceMicros),
        })}{' '}
        {unpaid > 0n
          ? t.rich('refundBack', {
              unpaid: () => <Units count={unpaid} kind={lease.unitKind} />,
              refunded: amount(lease.refundedMicros),
            })
          : t('refundNothing')}
        {held > 0n && <> {t.rich('heldHours', { held: amount(held.toString()) })}</>}
        {BigInt(lease.creditMicros) > 0n && (
          <> {t.rich('credited', { amount: amount(lease.creditMicros) })}</>
        )}
        {BigInt(lease.chargeMicros) > 0n && <> {t.rich('charged', { amount: amount(lease.chargeMicros) })}</>}
      </p>
    </Panel>
  );
}
