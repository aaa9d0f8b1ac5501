import { useTranslations } from 'next-intl';
import { DataTable } from '@/components/data-table/data-table';
import { Instant } from '@/components/instant';
import { Badge } from '@/components/ui/badge';
import { Code } from '@/components/ui/code';
import { EmptyState } from '@/components/ui/states';
import type { TroubledEvent } from '@/lib/services/reconciliation/list-money';
import { ExplainDialog, RetryForm } from './dialogs';
import type { ListedProps } from './listed-props';

/** What came of it, in words: why it fits nothing, what it waits for, or how it broke off. */
function Outcome({ row }: { row: TroubledEvent }) {
  const t = useTranslations('reconciliation');
  const wordsOf = ({ lastError, outcome }: TroubledEvent) =>
    lastError ?? (outcome ? t(`why.${outcome}`) : '—');
  return (
    <span className="inline-block max-w-96 [overflow-wrap:anywhere]">
      {row.outcome && row.state === 'unmatched' ? t(`why.${row.outcome}`) : wordsOf(row)}
      {row.note && <span className="block text-muted">{row.note}</span>}
    </span>
  );
}

const TONES = { explained: 'idle', unmatched: 'warn', broken: 'bad', waiting: 'waiting' } as const;

function stateOf(row: TroubledEvent): keyof typeof TONES {
  if (row.state === 'unmatched') return row.note === null ? 'unmatched' : 'explained';
  return row.lastError ? 'broken' : 'waiting';
}

/** Events of the channels that fit nothing of ours, broke off, or wait for something. */
export function EventsTable({ rows, mayBook, filtered, ...table }: ListedProps<TroubledEvent>) {
  const t = useTranslations('reconciliation');
  return (
    <DataTable
      caption={t('view.events')}
      stacked
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
        { key: 'age', header: t('difference.age'), cell: (row) => t(`age.${row.age}`) },
        { key: 'source', header: t('difference.kind'), cell: (row) => t(`source.${row.source}`) },
        { key: 'type', header: t('event.type'), cell: (row) => <Code>{row.type}</Code> },
        {
          key: 'state',
          header: t('event.state'),
          cell: (row) => <Badge tone={TONES[stateOf(row)]}>{t(`eventState.${stateOf(row)}`)}</Badge>,
        },
        { key: 'outcome', header: t('event.outcome'), wrap: true, cell: (row) => <Outcome row={row} /> },
        { key: 'attempts', header: t('event.attempts'), align: 'end', cell: (row) => row.attempts },
        {
          key: 'retry',
          header: t('event.again'),
          cell: (row) =>
            mayBook && (
              <span className="inline-flex gap-1.5">
                <RetryForm eventId={row.id} />
                {row.state === 'unmatched' && <ExplainDialog of={{ eventId: row.id }} note={row.note} />}
              </span>
            ),
        },
        { key: 'object', header: t('event.object'), from: 'md', cell: (row) => <Code>{row.objectId}</Code> },
        { key: 'id', header: t('event.id'), from: 'lg', cell: (row) => <Code>{row.id}</Code> },
      ]}
      {...table}
    />
  );
}
