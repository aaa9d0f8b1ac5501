import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { DataTable } from '@/components/data-table/data-table';
import { hrefWith } from '@/components/data-table/table-query';
import {
  AGES,
  type Age,
  DIFFERENCE_KINDS,
  type DifferenceKind,
} from '@/lib/services/reconciliation/differences';
import type { MoneyDesk } from '@/lib/services/reconciliation/get-money-desk';
import { MONEY_PATH } from './money-view';

/** How much differs, by kind and age: every cell leads to its lines. */
export function DifferenceSums({ desk }: { desk: MoneyDesk }) {
  const t = useTranslations('reconciliation');
  const format = useFormatter();
  const kinds = DIFFERENCE_KINDS.filter((kind) => desk.differences.some((sum) => sum.kind === kind));
  if (kinds.length === 0) return null;
  const cell = (kind: DifferenceKind, age: Age) => {
    const sums = desk.differences.filter((sum) => sum.kind === kind && sum.age === age);
    const count = sums.reduce((total, sum) => total + sum.count, 0);
    if (count === 0) return <span className="text-faint">—</span>;
    const micros = sums.reduce((total, sum) => total + sum.differenceMicros, 0n);
    return (
      <Link
        href={hrefWith(MONEY_PATH, {}, { view: 'differences', kind, age })}
        scroll={false}
        className="hover:text-accent hover:underline"
      >
        {format.number(count)}
        {kind !== 'other_currency' && (
          <>
            {' · '}
            <Amount micros={micros} currency={desk.currency} signed />
          </>
        )}
      </Link>
    );
  };
  return (
    <div className="border-b border-line">
      <DataTable
        caption={t('sums')}
        stacked
        rows={kinds}
        rowKey={(kind) => kind}
        columns={[
          { key: 'kind', header: t('difference.kind'), cell: (kind) => t(`kind.${kind}.label`) },
          ...AGES.map(({ key }) => ({
            key,
            header: t(`age.${key}`),
            align: 'end' as const,
            cell: (kind: DifferenceKind) => cell(kind, key),
          })),
        ]}
      />
    </div>
  );
}
