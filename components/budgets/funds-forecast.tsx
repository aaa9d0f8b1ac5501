import { useTimeZone, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { FORECAST_DAYS_MAX } from '@/lib/ledger/forecast';
import { Amount } from '../amount';
import { formatTime } from '../format-time';
import { Alert } from '../ui/alert';
import { LinkButton } from '../ui/button';
import { type KeyFigure, KeyFigures } from '../ui/key-figures';

export interface ForecastShown {
  readonly dailyMicros: bigint;
  readonly daysLookedAt: number;
  readonly lastsUntil: Date | null;
  readonly low: boolean;
  readonly madeAt: Date;
}

const isBeyond = ({ lastsUntil, madeAt }: ForecastShown): boolean =>
  lastsUntil !== null && lastsUntil.getTime() - madeAt.getTime() >= FORECAST_DAYS_MAX * 86_400_000;

/** How long the money lasts, as the worker wrote it last, and at which pace. */
function useForecastFigure(forecast: ForecastShown | null, currency: string): KeyFigure {
  const t = useTranslations('budgets.forecast');
  const zone = useTimeZone() ?? 'UTC';
  const label = t('title');
  if (!forecast) return { label, value: '—', hint: `${t('waiting')}. ${t('waitingHint')}` };
  const { lastsUntil, dailyMicros, daysLookedAt: days, madeAt } = forecast;
  const definition = t('definition', { at: formatTime(madeAt, zone) });
  if (!lastsUntil) return { label, value: t('none'), hint: t('noneHint', { days }), definition };
  return {
    label,
    value: isBeyond(forecast) ? t('beyond') : formatTime(lastsUntil, zone, 'date'),
    hint: t.rich('hint', { days, daily: () => <Amount micros={dailyMicros} currency={currency} /> }),
    definition,
  };
}

/** “Funds last until …” with the pace behind it, for a wallet. */
export function FundsForecast({ forecast, currency }: { forecast: ForecastShown | null; currency: string }) {
  const figure = useForecastFigure(forecast, currency);
  return <KeyFigures figures={[figure]} />;
}

/** A warning while the money runs out within a week; nothing otherwise. */
export function LowBalance({
  forecast,
  currency,
  mayTopUp,
}: {
  forecast: ForecastShown | null;
  currency: string;
  mayTopUp: boolean;
}): ReactNode {
  const t = useTranslations('budgets.forecast');
  const zone = useTimeZone() ?? 'UTC';
  if (!forecast?.low || !forecast.lastsUntil) return null;
  return (
    <Alert
      tone="warn"
      title={t('low')}
      actions={mayTopUp && <LinkButton href="/buy/wallet">{t('topUp')}</LinkButton>}
    >
      {t.rich('lowText', {
        days: forecast.daysLookedAt,
        daily: () => <Amount micros={forecast.dailyMicros} currency={currency} />,
        date: formatTime(forecast.lastsUntil, zone),
      })}
    </Alert>
  );
}
