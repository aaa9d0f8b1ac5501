import { useTranslations } from 'next-intl';
import { DataTable } from '@/components/data-table/data-table';
import { Instant } from '@/components/instant';
import { RoundLink } from '@/components/market/round-link';
import { Panel } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/states';
import type { DiscardedAttempt } from '@/lib/services/market/get-operations';

/** The latest discarded attempts, with what moved and the round that committed after them. */
export function AttemptsPanel({ attempts }: { attempts: readonly DiscardedAttempt[] }) {
  const t = useTranslations('market.rounds');
  return (
    <Panel title={t('attempts')} flush className="overflow-hidden">
      <DataTable<DiscardedAttempt>
        caption={t('attempts')}
        rows={attempts}
        rowKey={(attempt) => attempt.id}
        empty={<EmptyState title={t('noAttempts')} />}
        columns={[
          { key: 'at', header: t('at'), cell: (attempt) => <Instant at={attempt.eventAt} /> },
          {
            key: 'cause',
            header: t('cause'),
            wrap: true,
            cell: ({ cause }) => (t.has(`causes.${cause}`) ? t(`causes.${cause}`) : cause),
          },
          {
            key: 'round',
            header: t('number'),
            align: 'end',
            cell: ({ roundNumber }) => (roundNumber === null ? '—' : <RoundLink number={roundNumber} />),
          },
        ]}
      />
    </Panel>
  );
}
