import { useTranslations } from 'next-intl';
import { DataTable } from '@/components/data-table/data-table';
import { Instant } from '@/components/instant';
import { StatusBadge } from '@/components/status-badge';
import { Panel } from '@/components/ui/card';
import { Code } from '@/components/ui/code';
import { EmptyState } from '@/components/ui/states';
import type { RoundAttempt } from '@/lib/services/rounds/get-round';

/** Attempts whose outcome was thrown away because the book moved, for those who watch the market. */
export function AttemptsPanel({ attempts }: { attempts: readonly RoundAttempt[] }) {
  const t = useTranslations('market.rounds');
  return (
    <Panel title={t('attempts')} description={t('attemptsDescription')} flush className="overflow-hidden">
      <DataTable<RoundAttempt>
        caption={t('attempts')}
        rows={attempts}
        rowKey={(attempt) => attempt.id}
        empty={<EmptyState title={t('noAttempts')} />}
        columns={[
          { key: 'state', header: t('state'), cell: () => <StatusBadge domain="round" status="discarded" /> },
          { key: 'at', header: t('at'), cell: (attempt) => <Instant at={attempt.eventAt} shape="seconds" /> },
          {
            key: 'cause',
            header: t('cause'),
            wrap: true,
            cell: ({ cause }) => (t.has(`causes.${cause}`) ? t(`causes.${cause}`) : cause),
          },
          {
            key: 'facts',
            header: t('versions'),
            definition: t('versionsDefinition'),
            cell: ({ facts }) => <Code>{`${facts.read ?? '—'} → ${facts.found ?? '—'}`}</Code>,
          },
        ]}
      />
    </Panel>
  );
}
