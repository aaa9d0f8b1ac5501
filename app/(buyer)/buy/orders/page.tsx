import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { FilterBar } from '@/components/data-table/filter-bar';
import { hrefWith, parseTableQuery, type SearchParams } from '@/components/data-table/table-query';
import { LinkButton } from '@/components/ui/button';
import { Panel } from '@/components/ui/card';
import { Page, PageHeader } from '@/components/ui/page-header';
import { EmptyState } from '@/components/ui/states';
import { guardedCtx } from '@/lib/http/context';
import { getBuyingTerms } from '@/lib/services/orders/get-buying-terms';
import { listOrders } from '@/lib/services/orders/list-orders';
import { Refused } from '../guard';
import { orderFilter } from './order-filter';
import { OrdersTable } from './orders-table';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('buy.orders'))('title') };
}

const PATH = '/buy/orders';

export default async function OrdersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx, allowed } = await guardedCtx('orders.view');
  const t = await getTranslations();
  if (!allowed) return <Refused title={t('buy.orders.title')} />;
  const params = await searchParams;
  const query = parseTableQuery(params, { sortable: [], defaultSort: 'newest' });
  const filter = orderFilter(params);
  const [{ rows, total }, terms] = await Promise.all([
    listOrders(ctx, { ...filter, page: query.page }),
    getBuyingTerms(ctx),
  ]);
  const filtered = Object.values(filter).some((value) => value !== undefined);
  const choice = (
    name: string,
    label: string,
    values: readonly string[],
    word: (value: string) => string,
  ) => ({
    kind: 'choice' as const,
    name,
    label,
    all: t('buy.all'),
    options: values.map((value) => ({ value, label: word(value) })),
  });
  return (
    <Page>
      <PageHeader title={t('buy.orders.title')} description={t('buy.orders.description')} />
      <Panel flush>
        <FilterBar
          path={PATH}
          params={params}
          filters={[
            { kind: 'text', name: 'text', label: t('buy.orders.search') },
            choice('state', t('buy.orders.state'), ['open', 'filled', 'cancelled', 'expired'], (value) =>
              t(`status.order.${value}.label`),
            ),
            choice('kind', t('buy.orders.kind'), ['instant', 'limit'], (value) =>
              t(`buy.orderKind.${value}`),
            ),
            choice('job', t('buy.form.kind'), ['training', 'inference', 'rendering'], (value) =>
              t(`buy.kind.${value}`),
            ),
          ]}
        />
        <OrdersTable
          rows={rows}
          currency={terms.currency}
          path={PATH}
          params={params}
          query={query}
          total={total}
          csvHref={hrefWith(`${PATH}/csv`, params, { page: null })}
          empty={
            filtered ? (
              <EmptyState title={t('common.table.noMatch')}>{t('common.table.noMatchHelp')}</EmptyState>
            ) : (
              <EmptyState
                title={t('buy.orders.empty')}
                actions={<LinkButton href="/buy/jobs/new">{t('buy.newJob')}</LinkButton>}
              >
                {t('buy.orders.emptyHelp')}
              </EmptyState>
            )
          }
        />
      </Panel>
    </Page>
  );
}
