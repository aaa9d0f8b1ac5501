'use client';
import Link from 'next/link';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { hourStart } from '@/lib/core/hours';
import type { QuotePool } from '@/lib/market/quote';
import { noteText } from '@/lib/profiling/note';
import { Amount } from '../amount';
import { Countdown } from '../countdown';
import { HourRange } from '../hour-range';
import { Instant } from '../instant';
import { Code } from '../ui/code';
import { type Definition, DefinitionList } from '../ui/definition-list';
import { FigureValue, useFigureWords } from './figure-value';
import { chipName, placeName } from './names';
import { outcomeUnit, pricePerUnit, Units } from './outcome';
import type { QuoteShown } from './shown';

/** Everything a quote shows and where each number comes from (P-6). */
export function QuoteDetails({ quote, currency }: { quote: QuoteShown; currency: string }) {
  const t = useTranslations('buy.details');
  return (
    <div className="flex flex-col gap-5">
      <Part title={t('price')}>
        <DefinitionList items={usePrice(quote, currency)} numeric />
      </Part>
      <Part title={t('time')}>
        <DefinitionList items={useTimes(quote)} numeric />
      </Part>
      <Part title={t('place')}>
        {quote.facts.pools.map((pool) => (
          <PoolFacts key={pool.poolId} pool={pool} several={quote.facts.pools.length > 1} />
        ))}
        <DefinitionList items={usePlace(quote)} numeric />
      </Part>
      <Part title={t('work')}>
        <DefinitionList items={useWork(quote)} numeric />
      </Part>
      <Sources quote={quote} />
    </div>
  );
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section>
    <h3 className="mb-1 text-2xs font-semibold tracking-wide text-muted uppercase">{title}</h3>
    {children}
  </section>
);

function usePrice(quote: QuoteShown, currency: string): Definition[] {
  const t = useTranslations('buy');
  const { facts, totalMicros, taxMicros } = quote;
  const kind = outcomeUnit(facts.units.kind);
  const net = BigInt(totalMicros) - BigInt(taxMicros);
  const round = facts.priceSheet.roundNumber;
  return [
    {
      term: t('quotes.total'),
      definition: t('quotes.totalDefinition'),
      value: <Amount micros={totalMicros} currency={currency} className="text-base font-semibold" />,
    },
    {
      term: t('details.tax', { percent: quote.taxBps / 100 }),
      value: <Amount micros={taxMicros} currency={currency} />,
    },
    { term: t('details.units'), value: <Units count={facts.units.count} kind={kind} /> },
    {
      term: t('details.perUnit', { unit: t(`units.per.${kind}`) }),
      value: (
        <Amount
          micros={pricePerUnit(totalMicros, facts.units.count, kind)}
          currency={currency}
          decimals={4}
        />
      ),
    },
    {
      term: t('details.perCardHour'),
      definition: t('details.perCardHourDefinition'),
      value: <Amount micros={net / BigInt(Math.max(1, facts.cardHours))} currency={currency} decimals={4} />,
    },
    {
      term: t('details.priceSheet'),
      definition: t('details.priceSheetDefinition'),
      value:
        round === null ? (
          t('details.asksOnly')
        ) : (
          <Link href={`/market/rounds/${round}`} className="text-accent underline">
            {t('details.asksAndRound', { number: round })}
          </Link>
        ),
    },
  ];
}

function useTimes({ facts, startHour, expiresAt }: QuoteShown): Definition[] {
  const t = useTranslations('buy');
  const n = useFormatter();
  const words = useFigureWords();
  return [
    { term: t('quotes.start'), value: <Instant at={hourStart(startHour)} withZone /> },
    { term: t('details.finishP50'), value: <Instant at={hourStart(facts.finishHourP50)} /> },
    {
      term: t('details.finishP90'),
      definition: t('quotes.finishDefinition'),
      value: <Instant at={hourStart(facts.finishHourP90)} />,
    },
    {
      term: t('details.transfer'),
      definition: words(facts.transferHours),
      value: (
        <FigureValue figure={facts.transferHours}>
          {(hours) =>
            hours < 1
              ? t('details.minutes', { count: n.number(hours * 60, { maximumFractionDigits: 1 }) })
              : t('details.hours', { count: n.number(hours, { maximumFractionDigits: 1 }) })
          }
        </FigureValue>
      ),
    },
    {
      term: t('details.expires'),
      definition: t('details.expiresDefinition'),
      value: <Countdown until={expiresAt} endedLabel={t('quotes.expired')} />,
    },
  ];
}

function PoolFacts({ pool, several }: { pool: QuotePool; several: boolean }) {
  const t = useTranslations('buy');
  const n = useFormatter();
  const locale = useLocale();
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
      <Link href={`/id/${pool.code}`} className="text-xs text-accent underline">
        <Code>{pool.code}</Code>
      </Link>
    </div>
  );
}

function usePlace({ facts }: QuoteShown): Definition[] {
  const t = useTranslations('buy');
  const n = useFormatter();
  const words = useFigureWords();
  const share = (value: number) => n.number(value, { style: 'percent', maximumFractionDigits: 1 });
  return [
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
  ];
}

function useWork({ facts, startHour, endHour }: QuoteShown): Definition[] {
  const t = useTranslations('buy');
  const n = useFormatter();
  const words = useFigureWords();
  const three = (value: number) => n.number(value, { maximumSignificantDigits: 3 });
  return [
    { term: t('details.cards'), value: `${chipName(facts.chip)} × ${n.number(facts.cards)}` },
    { term: t('details.reserved'), value: t('details.cardHours', { count: n.number(facts.cardHours) }) },
    {
      term: t('details.needed'),
      definition: t('details.neededDefinition'),
      value: `${three(facts.cardHoursP50)} – ${three(facts.cardHoursP90)}`,
    },
    ...(facts.shape === 'spread'
      ? [{ term: t('details.span'), value: <HourRange start={startHour} end={endHour} withHours /> }]
      : []),
    {
      term: t('details.energy'),
      definition: words(facts.energyKwh),
      value: <FigureValue figure={facts.energyKwh}>{(kwh) => `${three(kwh)} kWh`}</FigureValue>,
    },
    {
      term: t('details.carbon'),
      definition: words(facts.carbonKg),
      value: <FigureValue figure={facts.carbonKg}>{(kg) => `${three(kg)} kg`}</FigureValue>,
    },
  ];
}

/** The evidence and assumptions behind the card-hours, and where each other figure comes from. */
function Sources({ quote: { facts } }: { quote: QuoteShown }) {
  const t = useTranslations('buy.details');
  const locale = useLocale() === 'zh' ? 'zh' : 'en';
  const words = useFigureWords();
  const figures = [
    [t('energy'), facts.energyKwh],
    [t('carbon'), facts.carbonKg],
    [t('transfer'), facts.transferHours],
    [t('latency'), facts.latencyMs],
    [t('record'), facts.providerRecord],
  ] as const;
  return (
    <Part title={t('sources')}>
      <ul className="flex list-disc flex-col gap-1 pl-4 text-xs text-muted">
        {facts.evidence.map((row) => (
          <li key={row.id}>{noteText(row, locale)}</li>
        ))}
        {facts.assumptions.map((row) => (
          <li key={JSON.stringify(row)}>{noteText(row, locale)}</li>
        ))}
        {figures.map(([name, figure]) => (
          <li key={name}>
            <span className="text-ink">{name}:</span> {words(figure)}
          </li>
        ))}
      </ul>
    </Part>
  );
}
