import { useFormatter, useTranslations } from 'next-intl';
import { hourStart } from '@/lib/core/hours';
import { netEarned } from '@/lib/settlement/lease-money';
import { reportingClosesAt } from '@/lib/settlement/lease-state';
import { Amount } from '../amount';
import { chipName } from '../buy/names';
import { Countdown } from '../countdown';
import { Instant } from '../instant';
import { type KeyFigure, KeyFigures } from '../ui/key-figures';
import type { LeaseHour } from './hour-runs';
import type { LeaseShown } from './lease-shown';

export interface LeaseFiguresProps {
  details: {
    readonly lease: Pick<
      LeaseShown,
      | 'startHour'
      | 'endHour'
      | 'priceMicros'
      | 'earnedMicros'
      | 'feeMicros'
      | 'creditMicros'
      | 'chargeMicros'
      | 'state'
    >;
    readonly pool: { readonly id: string; readonly name: string; readonly chip: string };
    readonly hours: readonly LeaseHour[];
    readonly currency: string;
  };
  now: Date;
}

/** A lease's figures under the title: pool, cards, window, what it costs the buyer and has brought, the next instant that matters. */
export function LeaseFigures({ details: { lease, pool, hours, currency }, now }: LeaseFiguresProps) {
  const t = useTranslations('leases.figures');
  const format = useFormatter();
  const most = hours.reduce((cards, hour) => Math.max(cards, hour.cards), 0);
  const cardHours = hours.reduce((sum, hour) => sum + hour.cards, 0);
  const next = nextInstant(lease, now);
  const figures: KeyFigure[] = [
    { label: t('pool'), value: pool.name, hint: chipName(pool.chip), href: `/sell/pools/${pool.id}` },
    {
      label: t('cards'),
      value: format.number(most),
      hint: t('cardHours', { count: format.number(cardHours) }),
    },
    {
      label: t('price'),
      value: <Amount micros={lease.priceMicros} currency={currency} />,
      definition: t('priceDefinition'),
    },
    {
      label: t('net'),
      value: <Amount micros={netEarned(lease)} currency={currency} />,
      hint: t('netHint'),
    },
    {
      label: t('window'),
      value: format.number(lease.endHour - lease.startHour),
      unit: t('hours'),
      hint: (
        <>
          <Instant at={hourStart(lease.startHour)} shape="month-day-time" /> –{' '}
          <Instant at={hourStart(lease.endHour)} shape="month-day-time" withZone />
        </>
      ),
    },
    ...(next
      ? [
          {
            label: t(next.kind),
            value: <Countdown until={next.at} refreshAtEnd />,
            hint: <Instant at={next.at} withZone />,
          },
        ]
      : []),
  ];
  return <KeyFigures figures={figures} />;
}

/** What the clock does next with an open lease: start, end of its hours, or the close of reporting. */
function nextInstant(lease: Pick<LeaseShown, 'startHour' | 'endHour' | 'state'>, now: Date) {
  if (lease.state === 'ended') return null;
  const instants = [
    { kind: 'starts', at: hourStart(lease.startHour) },
    { kind: 'ends', at: hourStart(lease.endHour) },
    { kind: 'closes', at: reportingClosesAt(lease) },
  ] as const;
  return instants.find(({ at }) => at.getTime() > now.getTime()) ?? null;
}
