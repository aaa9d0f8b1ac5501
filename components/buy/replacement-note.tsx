'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { hourStart } from '@/lib/core/hours';
import { Amount } from '../amount';
import { Instant } from '../instant';
import { StatusBadge } from '../status-badge';
import { Alert } from '../ui/alert';
import { Units } from './outcome';

/** What became of a failed lease's missing units, as the API carries it. */
export interface ReplacementShown {
  readonly leaseId: string;
  readonly poolName: string;
  readonly unitKind: string;
  readonly units: string;
  readonly state: 'due' | 'placed' | 'refused';
  readonly because:
    | 'not_wanted'
    | 'window_past'
    | 'no_pool'
    | 'limit_too_small'
    | 'insufficient_funds'
    | 'budget_exceeded'
    | 'receivable_open'
    | 'buyer_suspended'
    | null;
  readonly facts: { readonly [name: string]: string };
  readonly jobId: string;
  readonly failedOrderId: string;
  /** All three null where nothing was ordered. */
  readonly orderId: string | null;
  readonly orderState: 'open' | 'filled' | 'cancelled' | 'expired' | null;
  readonly limitMicros: string | null;
}

const link = (href: string) => (text: ReactNode) => (
  <Link href={href} className="text-accent underline">
    {text}
  </Link>
);

export const unitsOf = (replacement: ReplacementShown) => () => (
  <Units count={replacement.units} kind={replacement.unitKind} />
);

/** What became of missing units: the order that buys them again, or why there is none, with its figures (S-10). */
export function ReplacementNote({
  replacement,
  currency,
  named = false,
}: {
  replacement: ReplacementShown;
  currency: string;
  /** Says which pool failed, where the page doesn't. */
  named?: boolean;
}) {
  const t = useTranslations('replacement');
  const { state, orderId, orderState, limitMicros, jobId, poolName } = replacement;
  const units = unitsOf(replacement);
  const title = named ? t.rich('missingAt', { units, pool: poolName }) : t.rich('missing', { units });
  if (state === 'due') return <Alert title={title}>{t('due')}</Alert>;
  if (orderId === null || limitMicros === null)
    return (
      <Alert tone="warn" title={title}>
        <p>
          {t('refused')} <Reason replacement={replacement} currency={currency} />
        </p>
        <p>{t.rich('yourself', { job: link(`/buy/jobs/${jobId}`) })}</p>
      </Alert>
    );
  return (
    <Alert title={title} actions={orderState && <StatusBadge domain="order" status={orderState} />}>
      {t.rich('placed', {
        state: orderState ?? 'open',
        order: link(`/buy/orders/${orderId}`),
        limit: () => <Amount micros={limitMicros} currency={currency} />,
      })}
    </Alert>
  );
}

/** Why missing units weren't bought again, with the figures of that moment. */
function Reason({
  replacement: { because, facts },
  currency,
}: {
  replacement: ReplacementShown;
  currency: string;
}) {
  const t = useTranslations('replacement.because');
  const amount = (name: string) => () => <Amount micros={facts[name] ?? '0'} currency={currency} />;
  switch (because) {
    case 'window_past':
      return t.rich('window_past', {
        deadline: () => <Instant at={hourStart(Number(facts.deadlineHour))} withZone />,
      });
    case 'no_pool':
      return facts.hoursNeeded === undefined
        ? t('no_pool')
        : t('noPoolInTime', {
            pools: Number(facts.pools),
            left: Number(facts.hoursLeft),
            needed: Number(facts.hoursNeeded),
          });
    case 'insufficient_funds':
      return t.rich('insufficient_funds', { wanted: amount('wantedMicros') });
    case 'budget_exceeded':
      return t.rich('budget_exceeded', {
        scope: facts.scope ?? '',
        label: facts.label ?? '',
        cap: amount('capMicros'),
        committed: amount('committedMicros'),
        spent: amount('spentMicros'),
        order: amount('orderMicros'),
        over: amount('overMicros'),
      });
    case 'receivable_open':
      return t.rich('receivable_open', { owed: amount('owedMicros') });
    case null:
      return null;
    default:
      return t(because);
  }
}
