import { useFormatter, useTranslations } from 'next-intl';
import { Countdown } from '@/components/countdown';
import { Instant } from '@/components/instant';
import { Badge } from '@/components/ui/badge';
import { KeyFigures } from '@/components/ui/key-figures';
import type { MarketOperations } from '@/lib/services/market/get-operations';

const CLOCK_TONES = { served: 'good', late: 'bad', manual: 'idle' } as const;

/** The clock, the book and what waits for the operator. */
export function OperateFigures({ state }: { state: MarketOperations }) {
  const t = useTranslations('operate.figures');
  const format = useFormatter();
  const { clock, operations, rounds, openOrders, openDisputes } = state;
  const [last] = rounds;
  return (
    <KeyFigures
      figures={[
        {
          label: t('now'),
          value: <Instant at={clock.now} shape="time" />,
          hint: <Instant at={clock.now} shape="date" withZone />,
          definition: t(`clock.${clock.mode}`),
        },
        {
          label: t('nextRound'),
          value: clock.nextRoundAt ? (
            <Countdown until={clock.nextRoundAt} endedLabel={t('due')} refreshAtEnd />
          ) : (
            '—'
          ),
          hint: clock.mainRoundSeconds === null ? undefined : t('every', { seconds: clock.mainRoundSeconds }),
        },
        {
          label: t('worker'),
          value: (
            <Badge tone={CLOCK_TONES[operations.clock]} className="text-base">
              {t(`served.${operations.clock}`)}
            </Badge>
          ),
          hint: operations.clockServedAt ? (
            <>
              {t('lastTick')} <Instant at={operations.clockServedAt} shape="month-day-time" />
            </>
          ) : (
            t('neverServed')
          ),
          definition: t('workerDefinition'),
        },
        {
          label: t('lastRound'),
          value: last ? `#${last.number}` : '—',
          href: last && `/market/rounds/${last.number}`,
          hint: last && <Instant at={last.eventAt} shape="month-day-time" />,
        },
        { label: t('openOrders'), value: format.number(openOrders), hint: t('inBook') },
        {
          label: t('openDisputes'),
          value: format.number(openDisputes),
          href: '/operate/disputes?state=open',
        },
      ]}
    />
  );
}
