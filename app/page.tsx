import { getTranslations } from 'next-intl/server';
import { LastPricesTable } from '@/components/market/last-prices-table';
import { MedianChart } from '@/components/market/price-chart';
import { LinkButton } from '@/components/ui/button';
import { Panel } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/states';
import { pageCtx } from '@/lib/http/context';
import { getMarketGlance } from '@/lib/services/market/get-market-glance';
import { Doors } from './front/doors';
import { GlanceFigures } from './front/glance-figures';
import { Hero } from './front/hero';
import { HowItWorks } from './front/how-it-works';

const LISTED_CHIPS = 9;

export default async function FrontPage() {
  const ctx = await pageCtx();
  const glance = await getMarketGlance(ctx);
  const t = await getTranslations('market.front');
  const visitor = ctx.actor.kind === 'public';
  return (
    <div className="flex flex-col gap-5">
      <Hero glance={glance} visitor={visitor} permissions={ctx.actor.permissions} />
      <GlanceFigures glance={glance} />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_27rem]">
        <Panel
          title={t('chart')}
          description={t('chartDescription')}
          actions={
            <LinkButton href="/market/prices" variant="quiet" size="sm">
              {t('allPrices')}
            </LinkButton>
          }
        >
          {glance.charted.length === 0 ? (
            <EmptyState title={t('noTrades')}>{t('noTradesHelp')}</EmptyState>
          ) : (
            <MedianChart chips={glance.charted} currency={glance.currency} heightPx={310} />
          )}
        </Panel>
        <Panel title={t('lastPrices')} flush className="overflow-hidden">
          <LastPricesTable
            rows={glance.last.slice(0, LISTED_CHIPS)}
            currency={glance.currency}
            chipHref={(chip) => `/market/prices?chip=${chip}`}
            short
          />
        </Panel>
      </div>
      <HowItWorks />
      {visitor && <Doors />}
    </div>
  );
}
