import { useLocale, useTranslations } from 'next-intl';
import { FilterBar } from '@/components/data-table/filter-bar';
import type { SearchParams } from '@/components/data-table/table-query';
import { chipName, inLocale, placeName } from '@/components/market/names';
import { Alert } from '@/components/ui/alert';
import { chipByKey } from '@/lib/compute/chips';
import { HUBS } from '@/lib/compute/hubs';
import { POOL_STATUSES } from '@/lib/market/pool';

interface PoolFiltersProps {
  params: SearchParams;
  chips: readonly string[];
  regions: readonly string[];
  wrong: { maxAsk: boolean };
}

/** The market's filters over pools; chips and regions are those it has pools of. */
export function PoolFilters({ params, chips, regions, wrong }: PoolFiltersProps) {
  const t = useTranslations();
  const locale = useLocale();
  const all = t('market.pools.all');
  const vendors = [...new Set(chips.map((key) => chipByKey(key)?.vendor ?? key))].sort();
  return (
    <>
      <FilterBar
        path="/market"
        params={params}
        filters={[
          {
            kind: 'text',
            name: 'text',
            label: t('market.pools.search'),
            placeholder: t('market.pools.searchHint'),
          },
          {
            kind: 'choice',
            name: 'chip',
            label: t('market.pools.chip'),
            all,
            options: chips.map((value) => ({
              value,
              label: chipName(value),
              group: chipByKey(value)?.vendor,
            })),
          },
          {
            kind: 'choice',
            name: 'vendor',
            label: t('market.pools.vendor'),
            all,
            options: vendors.map((value) => ({ value, label: value })),
          },
          {
            kind: 'choice',
            name: 'region',
            label: t('market.pools.region'),
            all,
            options: regions.map((value) => ({ value, label: `${placeName(value, locale)} · ${value}` })),
          },
          {
            kind: 'choice',
            name: 'hub',
            label: t('market.pools.hub'),
            all,
            options: HUBS.map((hub) => ({ value: hub.key, label: inLocale(hub, locale) })),
          },
          {
            kind: 'choice',
            name: 'status',
            label: t('market.pools.status'),
            all: t('market.pools.notRevoked'),
            options: POOL_STATUSES.map((value) => ({ value, label: t(`status.pool.${value}.label`) })),
          },
          { kind: 'text', name: 'maxAsk', label: t('market.pools.maxAsk'), placeholder: '12.50' },
        ]}
      />
      {wrong.maxAsk && (
        <div className="px-4 pt-3">
          <Alert tone="warn">{t('market.pools.maxAskWrong')}</Alert>
        </div>
      )}
    </>
  );
}
