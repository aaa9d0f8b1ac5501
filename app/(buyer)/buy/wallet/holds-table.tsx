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
            className="flex flex-wrap items-baseline justify-between gap-x-3 border-b border-line px-4 py-1.5 last:border-b-0"
          >
            <Link
              href={hold.leaseId ? `/buy/leases/${hold.leaseId}` : `/buy/orders/${hold.orderId}`}
              className="text-accent underline"
            >
              {t(hold.leaseId ? 'forLease' : 'forOrder')}
            </Link>
            <Amount
              micros={hold.heldMicros + hold.disputedMicros}
              currency={currency}
              className="font-medium"
            />
            <span className="w-full text-xs text-muted">
              <Instant at={hold.eventAt} />
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
