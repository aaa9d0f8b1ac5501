import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Units } from '@/components/buy/outcome';
import { Countdown } from '@/components/countdown';
import { KindTag } from '@/components/leases/late-input-note';
import { Panel } from '@/components/ui/card';
import type { Unanswered } from '@/lib/services/orders/list-unanswered';

/** Deliveries that wait for a yes or no; nothing where none do. */
export function UnansweredList({ rows }: { rows: readonly Unanswered[] }) {
  const t = useTranslations('buy.overview');
  if (rows.length === 0) return null;
  return (
    <Panel title={t('unansweredTitle')} description={t('unansweredHint')} flush>
      <ul className="text-sm">
        {rows.map((row) => (
          <li
            key={row.deliveryId}
            className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-4 py-1.5 last:border-b-0"
          >
            <Link href={`/buy/leases/${row.leaseId}`} className="font-medium text-accent underline">
              {row.jobName}
            </Link>
            <KindTag kind={row.kind} />
            <span>
              <Units count={row.units} kind={row.unitKind} />{' '}
              <span className="text-muted">
                {t.rich('of', { units: () => <Units count={row.leaseUnits} kind={row.unitKind} bare /> })}
              </span>
            </span>
            <span className="ml-auto text-xs text-muted">
              {t.rich('silence', {
                left: () => <Countdown until={row.windowEndsAt} endedLabel={t('silenceNow')} />,
              })}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
