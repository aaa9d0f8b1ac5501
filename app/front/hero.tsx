import { useFormatter, useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { Countdown } from '@/components/countdown';
import { Instant } from '@/components/instant';
import { LiveBadge } from '@/components/market/live-badge';
import { RoundLink } from '@/components/market/round-link';
import { boundShare } from '@/components/market/welfare-share';
import { LinkButton } from '@/components/ui/button';
import type { Permission } from '@/lib/identity/permissions';
import type { MarketGlance } from '@/lib/services/market/get-market-glance';

interface HeroProps {
  glance: MarketGlance;
  visitor: boolean;
  permissions: ReadonlySet<Permission>;
}

/** What the market is, the way in, and its pulse: the next round and the last. */
export function Hero({ glance, visitor, permissions }: HeroProps) {
  const t = useTranslations('market.front');
  return (
    <section className="grid items-end gap-x-10 gap-y-6 pt-4 pb-2 lg:grid-cols-[minmax(0,1fr)_27rem] lg:pt-8">
      <div>
        <h1 className="max-w-2xl text-2xl font-semibold tracking-tight text-balance sm:text-3xl">
          {t('title')}
        </h1>
        <p className="mt-2 max-w-prose text-lg text-muted text-pretty">{t('lead')}</p>
        <div className="mt-5 flex flex-wrap gap-2">
          {visitor && (
            <LinkButton href="/register" variant="primary" size="lg">
              {t('register')}
            </LinkButton>
          )}
          {permissions.has('jobs.describe') && (
            <LinkButton href="/buy/jobs/new" variant="primary" size="lg">
              {t('describeJob')}
            </LinkButton>
          )}
          {permissions.has('pools.view') && (
            <LinkButton href="/sell" size="lg">
              {t('yourPools')}
            </LinkButton>
          )}
          <LinkButton href="/market" size="lg">
            {t('browse')}
          </LinkButton>
        </div>
      </div>
      <Pulse glance={glance} />
    </section>
  );
}

function Pulse({ glance: { clock, lastRound, currency } }: { glance: MarketGlance }) {
  const t = useTranslations('market.front');
  const format = useFormatter();
  const share = lastRound && lastRound.counts.filled > 0 ? boundShare(lastRound) : null;
  return (
    <div className="rounded-lg border border-line bg-surface">
      <div className="flex items-start justify-between gap-4 px-5 pt-4 pb-3">
        <div>
          <p className="text-xs text-muted">{t('nextRound')}</p>
          <p className="text-3xl font-semibold tracking-tight tabular-nums">
            {clock.nextRoundAt ? (
              <Countdown until={clock.nextRoundAt} endedLabel={t('due')} refreshAtEnd />
            ) : (
              '—'
            )}
          </p>
        </div>
        <LiveBadge />
      </div>
      <div className="border-t border-line px-5 py-3 text-sm">
        {lastRound ? (
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
            <dt className="text-muted">{t('lastRound')}</dt>
            <dd className="text-right">
              <RoundLink number={lastRound.number} /> ·{' '}
              <Instant at={lastRound.eventAt} shape="month-day-time" />
            </dd>
            <dt className="text-muted">{t('filled')}</dt>
            <dd className="text-right tabular-nums">
              {t('filledOf', { filled: lastRound.counts.filled, orders: lastRound.counts.orders })}
            </dd>
            <dt className="text-muted">{t('traded')}</dt>
            <dd className="text-right tabular-nums">
              {t('cardHoursFor', { cardHours: format.number(lastRound.cardHours) })}{' '}
              <Amount micros={lastRound.payMicros} currency={currency} />
            </dd>
            <dt className="text-muted">{t('ofBound')}</dt>
            <dd className="text-right tabular-nums">
              {share === null ? '—' : format.number(share, { style: 'percent', maximumFractionDigits: 1 })}
            </dd>
          </dl>
        ) : (
          <p className="text-muted">{t('noRound')}</p>
        )}
      </div>
    </div>
  );
}
