import { Download } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { AskForm } from '@/components/supply/ask-form';
import { AskVersions } from '@/components/supply/ask-versions';
import { CalendarPanel } from '@/components/supply/calendar-panel';
import { PoolFacts } from '@/components/supply/pool-facts';
import { HOUR_MEASURES, type HourMeasure, PoolHours } from '@/components/supply/pool-hours';
import { ServiceLevelPanel } from '@/components/supply/service-level-panel';
import { buttonClass } from '@/components/ui/button';
import { Panel } from '@/components/ui/card';
import { amountText } from '@/lib/core/amount';
import type { PoolDetails } from '@/lib/services/supply/get-pool';
import { addInterval, setAsks, setServiceLevel, withdrawInterval } from '../actions';

export const POOL_VIEWS = ['hours', 'asks', 'calendar', 'service', 'facts'] as const;
export type PoolViewName = (typeof POOL_VIEWS)[number];

export const isPoolView = (text: string | undefined): text is PoolViewName =>
  POOL_VIEWS.some((one) => one === text);

interface PoolViewProps {
  view: PoolViewName;
  details: PoolDetails;
  manages: boolean;
  measure: string | undefined;
}

/** The chosen part of a pool's page. */
export function PoolView({ view, details, manages, measure }: PoolViewProps) {
  const chinese = useLocale() === 'zh';
  const { pool, node, terms } = details;
  switch (view) {
    case 'hours':
      return <Hours details={details} measure={HOUR_MEASURES.find((one) => one === measure) ?? 'reserved'} />;
    case 'asks':
      return <Asks details={details} manages={manages} />;
    case 'calendar':
      return (
        <CalendarPanel
          pool={pool}
          entries={details.calendar}
          add={manages ? addInterval : null}
          withdraw={manages ? withdrawInterval : null}
        />
      );
    case 'service':
      return (
        <ServiceLevelPanel
          poolId={pool.id}
          versions={details.serviceLevels}
          startGraceMinutes={terms.startGraceMinutes}
          timeZone={pool.timeZone}
          action={manages ? setServiceLevel : null}
        />
      );
    case 'facts':
      return (
        <PoolFacts
          pool={pool}
          node={node ? `${node.code} · ${chinese ? node.nameZh : node.nameEn}` : pool.nodeCode}
        />
      );
  }
}

function Hours({ details, measure }: { details: PoolDetails; measure: HourMeasure }) {
  const t = useTranslations('supply.hours');
  const { pool, hours, currency } = details;
  const path = `/sell/pools/${pool.id}`;
  return (
    <Panel
      title={t('title')}
      actions={
        <a href={`/api/v1/pools/${pool.id}/hours?format=csv`} download className={buttonClass('quiet', 'sm')}>
          <Download aria-hidden />
          {t('csv')}
        </a>
      }
    >
      <PoolHours
        hours={hours}
        timeZone={pool.timeZone}
        currency={currency}
        measure={measure}
        hrefOf={{
          reserved: path,
          free: `${path}?show=free`,
          ask: `${path}?show=ask`,
          price: `${path}?show=price`,
        }}
      />
    </Panel>
  );
}

function Asks({ details, manages }: { details: PoolDetails; manages: boolean }) {
  const t = useTranslations('supply.asks');
  const { pool, asks, currency, terms } = details;
  return (
    <div className="flex flex-col gap-4">
      {manages && (
        <Panel title={t('title')} description={t('hoursNote')}>
          <AskForm
            action={setAsks}
            poolId={pool.id}
            asks={(asks[0]?.asksMicros ?? []).map(amountText)}
            currency={currency}
            feeBps={terms.feeBps}
            timeZone={pool.timeZone}
            noticeHours={terms.askRaiseNoticeHours}
            raiseFromHour={details.raiseFromHour}
          />
        </Panel>
      )}
      <AskVersions versions={asks} currency={currency} timeZone={pool.timeZone} />
    </div>
  );
}
