import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { Instant } from '@/components/instant';
import { Panel } from '@/components/ui/card';
import type { Wallet } from '@/lib/services/wallet/get-wallet';

/** What is set aside at the moment, and for which order or lease. */
export function HoldsTable({ holds, currency }: { holds: Wallet['holds']; currency: string }) {
  const t = useTranslations('buy.wallet');
  if (holds.length === 0) return null;
  return (
    <Panel title={t('holds')} description={t('holdsHint')} flush>
      <ul className="max-h-80 overflow-y-auto text-sm">
        {holds.map((hold) => (
          <li
            key={hold.id}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-3 border-b border-line px-4 py-1.5 last:border-b-0"
          >
            <Link
              href={hold.leaseId ? `/buy/leases/${hold.leaseId}` : `/buy/orders/${hold.orderId}`}
              className="min-w-0 truncate text-accent underline"
              title={hold.jobName}
            >
              {hold.jobName}
            </Link>
            <Amount
              micros={hold.heldMicros + hold.disputedMicros}
              currency={currency}
              className="font-medium"
            />
            <span className="col-span-2 text-xs text-muted">
              {t(hold.leaseId ? 'forLease' : 'forOrder')} · <Instant at={hold.eventAt} />
              {hold.disputedMicros > 0n && (
                <>
                  {' · '}
                  {t.rich('frozen', {
                    amount: () => <Amount micros={hold.disputedMicros} currency={currency} />,
                  })}
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
