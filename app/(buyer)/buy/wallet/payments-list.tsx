import { useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { Instant } from '@/components/instant';
import { StatusBadge } from '@/components/status-badge';
import { Panel } from '@/components/ui/card';
import type { Wallet } from '@/lib/services/wallet/get-wallet';

/** The latest payments in and out with where they stand. */
export function PaymentsList({ payments }: { payments: Wallet['payments'] }) {
  const t = useTranslations('buy.wallet');
  if (payments.length === 0) return null;
  return (
    <Panel title={t('payments')} flush>
      <ul className="text-sm">
        {payments.map((payment) => (
          <li
            key={payment.id}
            className="flex flex-wrap items-baseline justify-between gap-x-3 border-b border-line px-4 py-1.5 last:border-b-0"
          >
            <Amount micros={payment.amountMicros} currency={payment.currency} className="font-medium" />
            <StatusBadge domain="payment" status={payment.state} />
            <span className="w-full text-xs text-muted">
              {t(`channel.${payment.channel}`)} · <Instant at={payment.eventAt} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
