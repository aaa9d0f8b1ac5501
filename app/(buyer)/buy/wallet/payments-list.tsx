import { clsx } from 'clsx';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { Instant } from '@/components/instant';
import { StatusBadge } from '@/components/status-badge';
import { Panel } from '@/components/ui/card';
import type { Wallet } from '@/lib/services/wallet/get-wallet';
import { channelWords } from './channel-words';

type Row = Wallet['payments'][number];

/** What happens next with a payment that still moves, or why it didn't. */
export function NextStep({ payment }: { payment: Pick<Row, 'status' | 'failure' | 'kind' | 'channel'> }) {
  const t = useTranslations('money');
  const { status, failure, kind, channel } = payment;
  if (status === 'failed')
    return (
      <>
        {t(`failure.${failure ?? 'refused'}`)} {t(kind === 'refund' ? 'moneyBack' : 'nothingMoved')}
      </>
    );
  const key = status === 'processing' && channel === 'bank' ? 'processing_bank' : status;
  return t.has(`payments.next.${key}`) ? t(`payments.next.${key}`) : null;
}

/** The latest payments in and out, what still moves first, each with where it stands and what happens next. */
export function PaymentsList({
  payments,
  selected,
}: {
  payments: Wallet['payments'];
  selected: string | null;
}) {
  const t = useTranslations('money');
  if (payments.length === 0) return null;
  return (
    <Panel title={t('payments.title')} flush>
      <ul className="max-h-112 overflow-y-auto text-sm">
        {payments.map((payment) => (
          <li
            key={payment.id}
            className={clsx(
              'flex flex-wrap items-baseline justify-between gap-x-3 border-b border-line px-4 py-1.5 last:border-b-0',
              payment.id === selected && 'bg-accent-soft',
            )}
          >
            <Link
              href={`/buy/wallet?payment=${payment.id}`}
              scroll={false}
              className="text-accent underline"
              aria-current={payment.id === selected || undefined}
            >
              {t(`payments.kind.${payment.kind}`)}
            </Link>
            <Amount
              micros={payment.direction === 'in' ? payment.amountMicros : -payment.amountMicros}
              currency={payment.currency}
              signed
              className="ml-auto font-medium"
            />
            <StatusBadge domain="payment" status={payment.status} />
            <span className="w-full text-xs text-muted">
              {channelWords(t, payment)} · <Instant at={payment.eventAt} />
            </span>
            <span className="w-full text-xs text-muted empty:hidden">
              <NextStep payment={payment} />
            </span>
            {payment.status === 'to_pay' && payment.payUrl && (
              <a href={payment.payUrl} className="text-xs font-medium text-accent underline">
                {t('payments.continue')}
              </a>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
