import { useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { DataTable } from '@/components/data-table/data-table';
import { hrefWith, type SearchParams, type TableQuery } from '@/components/data-table/table-query';
import { Instant } from '@/components/instant';
import { StatusBadge } from '@/components/status-badge';
import { EmptyState } from '@/components/ui/states';
import type { DisputeLine, listDisputes } from '@/lib/services/oversight/list-disputes';

interface DisputesTableProps {
  list: Awaited<ReturnType<typeof listDisputes>>;
  params: SearchParams;
  query: TableQuery;
  path: string;
  selected: string | null;
}

/** Every dispute, the open ones first. */
export function DisputesTable({ list, params, query, path, selected }: DisputesTableProps) {
  const t = useTranslations('operate.disputes');
  const { currency } = list;
  return (
    <DataTable<DisputeLine>
      caption={t('title')}
      rows={list.rows}
      rowKey={(line) => line.dispute.id}
      rowHref={(line) => hrefWith(path, params, { dispute: line.dispute.id })}
      selectedKey={selected}
      path={path}
      params={params}
      query={query}
      total={list.total}
      empty={<EmptyState title={t('none')}>{t('noneHelp')}</EmptyState>}
      columns={[
        { key: 'at', header: t('since'), cell: ({ dispute }) => <Instant at={dispute.eventAt} /> },
        {
          key: 'state',
          header: t('state'),
          cell: ({ dispute }) => <StatusBadge domain="dispute" status={dispute.outcome ?? dispute.state} />,
        },
        {
          key: 'amount',
          header: t('disputed'),
          unit: currency,
          align: 'end',
          cell: ({ dispute }) => <Amount micros={dispute.disputedMicros} currency={currency} bare />,
        },
        { key: 'reason', header: t('reason'), cell: ({ dispute }) => reasonText(t, dispute.reason) },
        { key: 'buyer', header: t('buyer'), from: 'md', cell: (line) => line.buyerName },
        { key: 'provider', header: t('provider'), from: 'md', cell: (line) => line.providerName },
        { key: 'pool', header: t('pool'), from: 'xl', cell: (line) => line.poolName },
      ]}
    />
  );
}

/** The buyer's reason in words where it is one of the closed list. */
export const reasonText = (
  t: ReturnType<typeof useTranslations<'operate.disputes'>>,
  reason: string,
): string => (t.has(`reasons.${reason}`) ? t(`reasons.${reason}`) : reason);
