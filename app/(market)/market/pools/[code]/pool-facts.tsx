import Link from 'next/link';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { Instant } from '@/components/instant';
import { inLocale, placeName } from '@/components/market/names';
import { Panel } from '@/components/ui/card';
import { CopyableCode } from '@/components/ui/copy-button';
import { DefinitionList } from '@/components/ui/definition-list';
import { hubByKey } from '@/lib/compute/hubs';
import { regionByCode } from '@/lib/compute/regions';
import { hourStart } from '@/lib/core/hours';
import type { MarketPoolDetail } from '@/lib/services/market/get-market-pool';
import { FAILURE_CHARGE_BPS } from '@/lib/settlement/failure';

/** A record says something from this many ended leases on (P-6). */
const RECORD_LEASES_MIN = 5;

/** What the listing states, where it stands, and what the provider promises. */
export function PoolFacts({ detail }: { detail: MarketPoolDetail }) {
  return (
    <div className="grid items-start gap-4 xl:grid-cols-3">
      <Place detail={detail} />
      <Machine detail={detail} />
      <Level detail={detail} />
    </div>
  );
}

function Place({ detail: { pool, node } }: { detail: MarketPoolDetail }) {
  const t = useTranslations('market.pool');
  const locale = useLocale();
  const hub = regionByCode(pool.region)?.hub ?? null;
  return (
    <Panel title={t('place')}>
      <DefinitionList
        items={[
          {
            term: t('identifier'),
            value: <CopyableCode text={pool.code} />,
            definition: t('identifierDefinition'),
          },
          ...(pool.officialCode
            ? [{ term: t('officialCode'), value: <CopyableCode text={pool.officialCode} /> }]
            : []),
          {
            term: t('resolves'),
            value: (
              <Link href={`/id/${pool.code}`} className="link">
                {t('register')}
              </Link>
            ),
          },
          { term: t('provider'), value: `${pool.providerName} (${pool.providerCountry})` },
          ...(pool.providerControllingGroup
            ? [{ term: t('controllingGroup'), value: pool.providerControllingGroup }]
            : []),
          { term: t('region'), value: `${placeName(pool.region, locale)} · ${pool.region}` },
          { term: t('hub'), value: hub ? inLocale(hubByKey(hub), locale) : t('noHub') },
          { term: t('site'), value: pool.site },
          { term: t('node'), value: node ? `${inLocale(node, locale)} · ${node.code}` : pool.nodeCode },
          { term: t('timeZone'), value: pool.timeZone },
          { term: t('listed'), value: <Instant at={pool.eventAt} shape="date" /> },
        ]}
      />
    </Panel>
  );
}

function Machine({ detail: { pool } }: { detail: MarketPoolDetail }) {
  const t = useTranslations('market.pool');
  const format = useFormatter();
  const stated = (value: number | null, unit: string) =>
    value === null ? <span className="text-faint">{t('notStated')}</span> : `${format.number(value)} ${unit}`;
  return (
    <Panel title={t('machine')}>
      <DefinitionList
        numeric
        items={[
          { term: t('cardsPerServer'), value: format.number(pool.cardsPerServer) },
          { term: t('lotCards'), value: format.number(pool.lotCards), definition: t('lotDefinition') },
          { term: t('serverInterconnect'), value: stated(pool.serverInterconnectGbs, 'GB/s') },
          { term: t('network'), value: stated(pool.networkGbits, 'Gbit/s') },
          { term: t('ingress'), value: stated(pool.ingressMbits, 'Mbit/s') },
          { term: t('egress'), value: stated(pool.egressMbits, 'Mbit/s') },
          { term: t('storage'), value: stated(pool.storageTb, 'TB') },
          { term: t('latency'), value: stated(pool.latencyMs, 'ms') },
          { term: 'PUE', value: pool.pue?.toFixed(2) ?? stated(null, '') },
          {
            term: t('green'),
            value:
              pool.greenShare === null
                ? stated(null, '')
                : format.number(pool.greenShare, { style: 'percent' }),
          },
        ]}
      />
      {pool.description && <p className="mt-3 text-sm whitespace-pre-line">{pool.description}</p>}
    </Panel>
  );
}

function Level({ detail: { serviceLevels, record, starts } }: { detail: MarketPoolDetail }) {
  const t = useTranslations('market.pool');
  const format = useFormatter();
  const [level] = serviceLevels;
  const percent = (share: number, digits = 1) =>
    format.number(share, { style: 'percent', maximumFractionDigits: digits });
  const known = record !== null && record.leases >= RECORD_LEASES_MIN;
  return (
    <Panel title={t('promise')}>
      <DefinitionList
        numeric
        items={[
          ...(level
            ? [
                { term: t('grade'), value: t(`grades.${level.grade}`) },
                { term: t('startGrace'), value: t('minutes', { minutes: level.startGraceMinutes }) },
                {
                  term: t('lateCredit'),
                  definition: t('lateCreditDefinition'),
                  value: t('lateCreditValue', {
                    perHour: percent(level.lateCreditBpsPerHour / 10_000, 2),
                    cap: percent(level.lateCreditCapBps / 10_000, 2),
                  }),
                },
                {
                  term: t('failing'),
                  definition: t('failingDefinition'),
                  value: t('failingValue', { percent: percent(FAILURE_CHARGE_BPS / 10_000) }),
                },
                {
                  term: t('levelVersion'),
                  value: (
                    <>
                      {level.version} · <Instant at={hourStart(level.validFromHour)} shape="date" />
                    </>
                  ),
                },
              ]
            : []),
          {
            term: t('recordLeases'),
            value: format.number(record?.leases ?? 0),
            definition: t('recordDefinition', { least: RECORD_LEASES_MIN }),
          },
          { term: t('delivered'), value: known ? percent(record.deliveredShare) : t('notKnown') },
          { term: t('onTime'), value: known ? percent(record.onTimeShare) : t('notKnown') },
          {
            term: t('inGrace'),
            definition: t('inGraceDefinition', { least: RECORD_LEASES_MIN }),
            value:
              starts && starts.leases >= RECORD_LEASES_MIN
                ? t('inGraceValue', { share: percent(starts.inGraceShare), leases: starts.leases })
                : t('notKnown'),
          },
        ]}
      />
    </Panel>
  );
}
