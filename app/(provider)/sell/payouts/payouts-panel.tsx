import { useTranslations } from 'next-intl';
import { FilterBar } from '@/components/data-table/filter-bar';
import { hrefWith, type SearchParams, type TableQuery } from '@/components/data-table/table-query';
import { PayoutsTable } from '@/components/payouts/payouts-table';
import { Panel } from '@/components/ui/card';
import { PAYOUT_FILTERS, type PayoutList } from '@/lib/services/payouts/list-payouts';

export interface PayoutsPanelProps {
  list: PayoutList;
  path: string;
  params: SearchParams;
  query: TableQuery;
  state: string | undefined;
}

/** A provider's payouts with their filter and file. */
export function PayoutsPanel({ list, path, params, query, state }: PayoutsPanelProps) {
  const t = useTranslations('payouts.list');
  return (
    <Panel title={t('title')} flush>
      <FilterBar
        path={path}
        params={params}
        filters={[
          {
            kind: 'choice',
            name: 'state',
            label: t('status'),
            all: t('all'),
            options: PAYOUT_FILTERS.map((value) => ({ value, label: t(`filter.${value}`) })),
          },
        ]}
      />
      <PayoutsTable
        rows={list.rows}
        currency={list.currency}
        path={path}
        params={params}
        query={query}
        total={list.total}
        csvHref={hrefWith('/api/v1/payouts', {}, { format: 'csv', state })}
      />
    </Panel>
  );
}
