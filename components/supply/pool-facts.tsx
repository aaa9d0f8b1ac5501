import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { chipByKey } from '@/lib/compute/chips';
import { regionByCode, regionName } from '@/lib/compute/regions';
import { Panel } from '../ui/card';
import { CopyableCode } from '../ui/copy-button';
import { type Definition, DefinitionList } from '../ui/definition-list';

export interface PoolListing {
  readonly code: string;
  readonly officialCode: string | null;
  readonly chip: string;
  readonly cards: number;
  readonly cardsPerServer: number;
  readonly lotCards: number;
  readonly region: string;
  readonly timeZone: string;
  readonly site: string;
  readonly serverInterconnectGbs: number | null;
  readonly networkGbits: number | null;
  readonly ingressMbits: number | null;
  readonly egressMbits: number | null;
  readonly storageTb: number | null;
  readonly pue: number | null;
  readonly greenShare: number | null;
  readonly latencyMs: number | null;
  readonly description: string;
}

/** Everything the listing says, with units; what wasn't stated says so. */
export function PoolFacts({ pool, node }: { pool: PoolListing; node: string }) {
  const t = useTranslations('supply.facts');
  const locale = useLocale() === 'zh' ? 'zh' : 'en';
  const format = useFormatter();
  const chip = chipByKey(pool.chip);
  const region = regionByCode(pool.region);
  const stated = (value: number | null, unit: string) =>
    value === null ? (
      <span className="text-faint">{t('notStated')}</span>
    ) : (
      `${format.number(value, { maximumFractionDigits: 3 })}${unit && ` ${unit}`}`
    );
  const identity: Definition[] = [
    { term: t('code'), value: <CopyableCode text={pool.code} />, definition: t('codeDefinition') },
    { term: t('officialCode'), value: pool.officialCode ?? t('notYet') },
    { term: t('node'), value: node },
    { term: t('region'), value: `${region ? regionName(region, locale) : pool.region} · ${pool.region}` },
    { term: t('site'), value: pool.site },
    { term: t('timeZone'), value: pool.timeZone },
  ];
  const cards: Definition[] = [
    { term: t('chip'), value: chip ? `${chip.vendor} ${chip.name}` : pool.chip },
    { term: t('memory'), value: stated(chip?.memoryGb ?? null, 'GB') },
    { term: t('bandwidth'), value: stated(chip?.memoryBandwidthGbs ?? null, 'GB/s') },
    { term: t('cards'), value: pool.cards },
    { term: t('cardsPerServer'), value: pool.cardsPerServer },
    { term: t('lotCards'), value: pool.lotCards },
    { term: t('serverInterconnectGbs'), value: stated(pool.serverInterconnectGbs, 'GB/s') },
    { term: t('networkGbits'), value: stated(pool.networkGbits, 'Gbit/s') },
  ];
  const site: Definition[] = [
    { term: t('ingressMbits'), value: stated(pool.ingressMbits, 'Mbit/s') },
    { term: t('egressMbits'), value: stated(pool.egressMbits, 'Mbit/s') },
    { term: t('storageTb'), value: stated(pool.storageTb, 'TB') },
    { term: t('latencyMs'), value: stated(pool.latencyMs, 'ms') },
    { term: t('pue'), value: stated(pool.pue, '') },
    {
      term: t('greenShare'),
      value: stated(pool.greenShare === null ? null : Math.round(pool.greenShare * 1000) / 10, '%'),
    },
  ];
  return (
    <div className="grid items-start gap-4 lg:grid-cols-3">
      <Panel title={t('identity')}>
        <DefinitionList items={identity} />
      </Panel>
      <Panel title={t('hardware')}>
        <DefinitionList items={cards} />
      </Panel>
      <Panel title={t('siteAndPower')}>
        <DefinitionList items={site} />
      </Panel>
      {pool.description && (
        <Panel title={t('description')} className="lg:col-span-3">
          <p className="max-w-prose text-sm whitespace-pre-line">{pool.description}</p>
        </Panel>
      )}
    </div>
  );
}
