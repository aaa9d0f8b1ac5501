import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { hrefWith, paramOf, parseTableQuery, type SearchParams } from '@/components/data-table/table-query';
import { DefinitionNote } from '@/components/market/definition-note';
import { LastPricesTable } from '@/components/market/last-prices-table';
import { LiveBadge } from '@/components/market/live-badge';
import { chipName } from '@/components/market/names';
import { MedianChart, QuantileChart } from '@/components/market/price-chart';
import { PriceDaysTable } from '@/components/market/price-days-table';
import { LinkButton } from '@/components/ui/button';
import { Panel } from '@/components/ui/card';
import { Page, PageHeader } from '@/components/ui/page-header';
import { Tabs } from '@/components/ui/tabs';
import { groupBy } from '@/lib/core/group';
import { pageCtx } from '@/lib/http/context';
import { foundOr404 } from '@/lib/http/found-or-404';
import { getChipPrices, PRICE_DAYS } from '@/lib/services/market/get-chip-prices';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('market.prices'))('title') };
}

const PATH = '/market/prices';
const CHARTED_CHIPS = 6;
const ROWS = 40;

export default async function PricesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const chip = paramOf(params, 'chip');
  const days = PRICE_DAYS.find((one) => String(one) === paramOf(params, 'days')) ?? 14;
  const { prices, last, currency } = await foundOr404(getChipPrices(await pageCtx(), { chip, days }));
  const t = await getTranslations('market.prices');
  const query = parseTableQuery(params, { sortable: [], defaultSort: 'day', pageSize: ROWS });
  const csvHref = hrefWith('/api/v1/market/prices', params, { format: 'csv', page: null });
  const byChip = groupBy(prices, (day) => day.chip);
  const charted = last
    .slice(0, CHARTED_CHIPS)
    .map((row) => ({ chip: row.chip, days: byChip.get(row.chip) ?? [] }));
  return (
    <Page>
      <PageHeader title={t('title')} description={t('description')} actions={<LiveBadge />} />
      <Panel title={t('lastPrices')} flush className="overflow-hidden">
        <LastPricesTable
          rows={last}
          currency={currency}
          selectedChip={chip ?? null}
          chipHref={(key) => hrefWith(PATH, params, { chip: key, page: null })}
        />
      </Panel>
      <Panel
        title={chip ? chipName(chip) : t('mostTraded')}
        description={chip ? t('quantileLabel') : t('chartLabel')}
        actions={
          <>
            {chip && (
              <LinkButton
                href={hrefWith(PATH, params, { chip: null, page: null })}
                variant="quiet"
                size="sm"
                scroll={false}
              >
                {t('allChips')}
              </LinkButton>
            )}
            <Tabs
              look="segments"
              label={t('period')}
              items={PRICE_DAYS.map((one) => ({
                href: hrefWith(PATH, params, { days: one === 14 ? null : one, page: null }),
                label: t('days', { days: one }),
                current: one === days,
              }))}
            />
          </>
        }
      >
        <div className="flex flex-col gap-4">
          {chip ? (
            <QuantileChart days={prices} currency={currency} heightPx={280} />
          ) : (
            <MedianChart chips={charted} currency={currency} heightPx={280} />
          )}
          <DefinitionNote>{t('definition')}</DefinitionNote>
        </div>
      </Panel>
      <Panel title={t('byDay')} flush>
        <PriceDaysTable
          days={prices}
          currency={currency}
          withChip={!chip}
          csvHref={csvHref}
          paging={{ path: PATH, params, query }}
        />
      </Panel>
    </Page>
  );
}
