'use client';
import { Radio } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useLiveMarket } from './live-market';

/** Keeps the page in step with the market, and says whether it is. */
export function LiveBadge() {
  const t = useTranslations('market.live');
  const state = useLiveMarket();
  return (
    <span
      title={t(`${state}Hint`)}
      className="inline-flex h-6 items-center gap-1.5 rounded-full border border-line bg-surface px-2 text-xs text-muted"
    >
      <Radio aria-hidden className={state === 'live' ? 'size-3.5 text-good' : 'size-3.5 text-faint'} />
      {t(state)}
    </span>
  );
}
