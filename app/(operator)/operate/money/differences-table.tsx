import { useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { type Column, DataTable } from '@/components/data-table/data-table';
import { Instant } from '@/components/instant';
import { Badge } from '@/components/ui/badge';
import { Code } from '@/components/ui/code';
import { EmptyState } from '@/components/ui/states';
import type { Difference } from '@/lib/services/reconciliation/differences';
import { ExplainDialog } from './dialogs';
import type { ListedProps } from './listed-props';

function Why({ row }: { row: Difference }) {
  const t = useTranslations('reconciliation');
  if (row.note)
    return (
      <span title={row.note} className="block min-w-60 max-w-96">
        <Badge tone="idle">{t('difference.explained')}</Badge>{' '}
        <span className="text-muted [overflow-wrap:anywhere]">{row.note}</span>
      </span>
    );
  return (
    <span className="block min-w-60 max-w-96">
      {t(row.why ? `why.${row.why}` : `kind.${row.kind}.sentence`)}
    </span>
  );
}

/** What our books and the channels' lines tell differently, oldest first. */
export function DifferencesTable({ rows, mayBook, filtered, ...table }: ListedProps<Difference>) {
  const t = useTranslations('reconciliation');
  const columns: readonly Column<Difference>[] = [
    {
      key: 'since',
      header: t('difference.since'),
      cell: (row) => <Instant at={row.since} shape="month-day-time" />,
    },
    { key: 'channel', header: t('difference.channel'), cell: (row) => t(`channel.${row.channel}`) },
    {
      key: 'what',
      header: t('difference.what'),
      cell: (row) => (t.has(`what.${row.what}`) ? t(`what.${row.what}`) : row.what),
    },
    {
      key: 'difference',
      header: t('difference.amount'),
      align: 'end',
      definition: t('difference.amountDefinition'),
      cell: (row) => <Amount micros={row.differenceMicros} currency={row.currency} signed />,
    },
    {
      key: 'ledger',
      header: t('difference.ledger'),
      align: 'end',
      from: '2xl',
      cell: (row) => <Amount micros={row.ledgerMicros} currency={row.currency} />,
    },
    {
      key: 'lines',
      header: t('difference.lines'),
      align: 'end',
      from: '2xl',
      cell: (row) => <Amount micros={row.movedMicros} currency={row.currency} />,
    },
    { key: 'why', header: t('difference.why'), wrap: true, wide: true, cell: (row) => <Why row={row} /> },
    {
      key: 'organization',
      header: t('difference.organization'),
      from: 'lg',
      wide: true,
      cell: (row) => row.organizationName ?? '—',
    },
    {
      key: 'subject',
      header: t('difference.subject'),
      from: 'xl',
      wide: true,
      cell: (row) => <Code>{row.subjectId}</Code>,
    },
    {
      key: 'explain',
      header: t('difference.explain'),
      cell: (row) =>
        mayBook &&
        row.movementId &&
        row.why !== 'to_confirm' && <ExplainDialog of={{ movementId: row.movementId }} note={row.note} />,
    },
  ];
  return (
    <DataTable
      caption={t('view.differences')}
      stacked
      columns={columns}
      rows={rows}
      rowKey={(row) => `${row.channel}/${row.subjectType}/${row.subjectId}`}
      empty={
        <EmptyState title={t(filtered ? 'noneMatch' : 'difference.none')}>
          {t(filtered ? 'noneMatchHelp' : 'difference.noneHelp')}
        </EmptyState>
      }
      {...table}
    />
  );
}
