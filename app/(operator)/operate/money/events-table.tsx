import { useTranslations } from 'next-intl';
import { DataTable } from '@/components/data-table/data-table';
import { Instant } from '@/components/instant';
import { Badge } from '@/components/ui/badge';
import { Code } from '@/components/ui/code';
import { EmptyState } from '@/components/ui/states';
import type { TroubledEvent } from '@/lib/services/reconciliation/list-money';
import { RetryForm } from './dialogs';
import type { ListedProps } from './listed-props';

/** What came of it, in words: why it fits nothing, what it waits for, or how it broke off. */
function Outcome({ row }: { row: TroubledEvent }) {
  const t = useTranslations('reconciliation');
  return (
    <span className="inline-block max-w-96 [overflow-wrap:anywhere]">
      {row.lastError ?? (row.outcome ? t(`why.${row.outcome}`) : '—')}
    </span>
  );
}

/** Events of the channels that fit nothing of ours, broke off, or wait for something. */
export function EventsTable({ rows, mayBook, filtered, ...table }: ListedProps<TroubledEvent>) {
  const t = useTranslations('reconciliation');
  return (
    <DataTable
      caption={t('view.events')}
      rows={rows}
      rowKey={(row) => row.id}
      empty={
        <EmptyState title={t(filtered ? 'noneMatch' : 'event.none')}>
          {t(filtered ? 'noneMatchHelp' : 'event.noneHelp')}
        </EmptyState>
      }
      columns={[
        {
          key: 'at',
          header: t('event.received'),
          cell: (row) => <Instant at={row.eventAt} shape="month-day-time" />,
        },
        { key: 'type', header: t('event.type'), cell: (row) => <Code>{row.type}</Code> },
        {
          key: 'state',
          header: t('event.state'),
          cell: (row) => (
            <Badge tone={row.state === 'unmatched' ? 'warn' : row.lastError ? 'bad' : 'waiting'}>
              {t(
                `eventState.${row.state === 'unmatched' ? 'unmatched' : row.lastError ? 'broken' : 'waiting'}`,
              )}
            </Badge>
          ),
        },
        { key: 'outcome', header: t('event.outcome'), wrap: true, cell: (row) => <Outcome row={row} /> },
        { key: 'attempts', header: t('event.attempts'), align: 'end', cell: (row) => row.attempts },
        {
          key: 'retry',
          header: t('event.again'),
          cell: (row) => mayBook && <RetryForm eventId={row.id} />,
        },
        { key: 'object', header: t('event.object'), from: 'md', cell: (row) => <Code>{row.objectId}</Code> },
        { key: 'id', header: t('event.id'), from: 'lg', cell: (row) => <Code>{row.id}</Code> },
      ]}
      {...table}
    />
  );
}
