import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { hrefWith, parseTableQuery, type SearchParams } from '@/components/data-table/table-query';
import { EarningLines } from '@/components/leases/earning-lines';
import { EarningMonths } from '@/components/leases/earning-months';
import { EarningsFigures } from '@/components/leases/earnings-figures';
import { Panel } from '@/components/ui/card';
import { Page, PageHeader } from '@/components/ui/page-header';
import { EmptyState, RefusedState } from '@/components/ui/states';
import { guardedCtx } from '@/lib/http/context';
import { getPayable } from '@/lib/services/payouts/get-payable';
import { getEarnings } from '@/lib/services/wallet/get-earnings';
import { listEarningLines } from '@/lib/services/wallet/list-earning-lines';

const PATH = '/sell/earnings';
/** Months are those of self-billing notes and statements, so that a month's earnings are what its note says. */
const MONTHS = 'UTC';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('leases.earnings'))('title') };
}

export default async function EarningsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx } = await guardedCtx('wallet.view');
  const { permissions } = ctx.actor;
  if (!permissions.has('wallet.view') || !permissions.has('pools.view')) return <RefusedState level={1} />;
  const params = await searchParams;
  const query = parseTableQuery(params, { sortable: [], defaultSort: 'version' });
  const t = await getTranslations('leases.earnings');
  const [earnings, lines, payable] = await Promise.all([
    getEarnings(ctx, { timeZone: MONTHS }),
    listEarningLines(ctx, { page: query.page, pageSize: query.pageSize }),
    getPayable(ctx),
  ]);
  return (
    <Page>
      <PageHeader title={t('title')} description={t('description')} />
      <EarningsFigures
        earnings={{
          ...earnings,
          payableNowMicros: payable.nowMicros,
          waitingMicros: payable.balanceMicros - payable.nowMicros,
        }}
      />
      {lines.total === 0 ? (
        <Panel>
          <EmptyState title={t('none')}>{t('noneHelp')}</EmptyState>
        </Panel>
      ) : (
        <>
          <Panel
            title={t('months')}
            description={t.rich('monthsDescription', {
              notes: (words) => (
                <Link href="/sell/invoices" className="link">
                  {words}
                </Link>
              ),
            })}
            flush
          >
            <EarningMonths
              rows={earnings.months}
              currency={earnings.currency}
              csvHref={hrefWith('/api/v1/earnings', {}, { format: 'csv', timeZone: MONTHS })}
            />
          </Panel>
          <Panel title={t('lines')} description={t('linesDescription')} flush>
            <EarningLines
              rows={lines.rows}
              currency={lines.currency}
              path={PATH}
              params={params}
              query={query}
              total={lines.total}
              csvHref="/api/v1/earnings/lines?format=csv"
            />
          </Panel>
        </>
      )}
    </Page>
  );
}
