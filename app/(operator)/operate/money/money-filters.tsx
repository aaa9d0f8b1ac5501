import { useTranslations } from 'next-intl';
import { type Filter, FilterBar } from '@/components/data-table/filter-bar';
import type { SearchParams } from '@/components/data-table/table-query';
import { AGES, DIFFERENCE_KINDS } from '@/lib/services/reconciliation/differences';
import { MONEY_PATH, type MoneyView, REAL_CHANNELS } from './money-view';

/** The filters that a list understands; short lists have none. */
export function MoneyFilters({ view, params }: { view: MoneyView; params: SearchParams }) {
  const t = useTranslations('reconciliation');
  if (view === 'bank' || view === 'receivables') return null;
  const channel: Filter = {
    kind: 'choice',
    name: 'channel',
    label: t('difference.channel'),
    all: t('all'),
    options: REAL_CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) })),
  };
  const kind: Filter = {
    kind: 'choice',
    name: 'kind',
    label: t('difference.kind'),
    all: t('all'),
    options: DIFFERENCE_KINDS.map((value) => ({ value, label: t(`kind.${value}.label`) })),
  };
  const age: Filter = {
    kind: 'choice',
    name: 'age',
    label: t('difference.age'),
    all: t('all'),
    options: AGES.map(({ key }) => ({ value: key, label: t(`age.${key}`) })),
  };
  const filters = view === 'differences' ? [channel, kind, age] : [channel];
  return <FilterBar path={MONEY_PATH} params={params} filters={filters} keep={['view']} />;
}
