import Link from 'next/link';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import type { QuotePool } from '@/lib/market/quote';
import { Code } from '../ui/code';
import { DefinitionList } from '../ui/definition-list';
import { FigureValue, useFigureWords } from './figure-value';
import { chipName, placeName } from './names';
import type { QuoteShown } from './shown';

/** The pools, who runs them and how far they are. */
export function QuotePlace({ quote: { facts } }: { quote: QuoteShown }) {
  const t = useTranslations('buy');
  const n = useFormatter();
  const words = useFigureWords();
  const share = (value: number) => n.number(value, { style: 'percent', maximumFractionDigits: 1 });
  return (
    <>
      {facts.pools.map((pool) => (
        <PoolCard key={pool.poolId} pool={pool} several={facts.pools.length > 1} />
      ))}
      <DefinitionList
        numeric
        items={[
          {
            term: t('details.latency'),
            definition: words(facts.latencyMs),
            value: (
              <FigureValue figure={facts.latencyMs}>
                {(ms) => `${n.number(ms, { maximumFractionDigits: 0 })} ms`}
              </FigureValue>
            ),
          },
          {
            term: t('quotes.record'),
            definition: words(facts.providerRecord),
            value: (
              <FigureValue figure={facts.providerRecord}>
                {(record) =>
                  t('details.recordValue', {
                    delivered: share(record.deliveredShare),
                    onTime: share(record.onTimeShare),
                    leases: record.leases,
                  })
                }
              </FigureValue>
            ),
          },
        ]}
      />
    </>
  );
}

function PoolCard({ pool, several }: { pool: QuotePool; several: boolean }) {
  const t = useTranslations('buy');
  const n = useFormatter();
  const locale = useLocale();
  const percent = (bps: number) => n.number(bps / 10_000, { style: 'percent', maximumFractionDigits: 2 });
  return (
    <div className="mb-1.5 rounded-md bg-sunken px-3 py-2">
      <div className="flex items-baseline justify-between gap-3">
        <span className="font-medium">{pool.name}</span>
        {several && (
          <span className="text-xs text-muted tabular-nums">
            {t('details.shareOfWork', {
              percent: n.number(pool.workShare * 100, { maximumFractionDigits: 1 }),
            })}
          </span>
        )}
      </div>
      <p className="text-xs text-muted">
        {pool.providerName} · {placeName(pool.region, locale)} · {chipName(pool.chip)} ·{' '}
        {t(`grade.${pool.grade}`)}
      </p>
      {pool.lateCreditBpsPerHour !== undefined && pool.lateCreditCapBps !== undefined && (
        <p className="text-xs text-muted">
          {t('details.lateCredit', {
            perHour: percent(pool.lateCreditBpsPerHour),
            cap: percent(pool.lateCreditCapBps),
          })}
        </p>
      )}
      <Link href={`/id/${pool.code}`} className="text-xs text-accent underline">
        <Code>{pool.code}</Code>
      </Link>
    </div>
  );
}
