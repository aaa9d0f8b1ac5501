import { useTranslations } from 'next-intl';
import { DataTable } from '@/components/data-table/data-table';
import { roundedAmount } from '@/components/format-amount';
import { Instant } from '@/components/instant';
import { EmptyState } from '@/components/ui/states';
import { parseAmount } from '@/lib/core/amount';
import type { Budgets } from '@/lib/services/budgets/list-budgets';

type Row = Budgets['history'][number];

const textOf = (row: Row, name: string): string | null => {
  const value = row.facts[name];
  return typeof value === 'string' ? value : null;
};

/** A decimal amount of the trail as people read it. */
function amountOf(row: Row, name: string): string | null {
  const amount = parseAmount(textOf(row, name) ?? '');
  return amount.ok ? roundedAmount(amount.value, 2) : null;
}

/** What was done to a budget, in words, from the audit trail's facts. */
function Deed({ row }: { row: Row }) {
  const t = useTranslations('budgets');
  const before = amountOf(row, 'before');
  const facts = {
    name: textOf(row, 'label') ?? t('whole'),
    period: t(`periodName.${textOf(row, 'period') === 'month' ? 'month' : 'total'}`),
    cap: amountOf(row, 'cap') ?? '—',
    before: before ?? '—',
  };
  if (row.verb === 'budgets.end-budget') return t('didEnd', facts);
  return t(before === null ? 'didSet' : 'didChange', facts);
}

/** Who set and ended which budgets, newest first. */
export function HistoryTable({ rows }: { rows: readonly Row[] }) {
  const t = useTranslations('budgets');
  return (
    <DataTable
      caption={t('history')}
      stacked
      rows={rows}
      rowKey={(row) => row.id.toString()}
      empty={<EmptyState title={t('noHistory')} />}
      columns={[
        { key: 'at', header: t('at'), cell: (row) => <Instant at={row.eventAt} /> },
        { key: 'what', header: t('what'), wrap: true, cell: (row) => <Deed row={row} /> },
        { key: 'by', header: t('by'), cell: (row) => row.by ?? t('somebody') },
      ]}
    />
  );
}
