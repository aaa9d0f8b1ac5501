import { ArrowDown, ArrowUp, Minus } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';

/** How far a price moved in a day: arrow, sign and percent; a dash where nothing can be compared. */
export function PriceChange({ share }: { share: number | null }) {
  const format = useFormatter();
  const t = useTranslations('market.prices');
  if (share === null)
    return (
      <span className="text-faint" title={t('noChange')}>
        —
      </span>
    );
  const still = Math.abs(share) < 0.0005;
  const Icon = still ? Minus : share > 0 ? ArrowUp : ArrowDown;
  const percent = format.number(Math.abs(share), { style: 'percent', maximumFractionDigits: 1 });
  return (
    <span className="inline-flex items-center gap-0.5 tabular-nums">
      <Icon aria-hidden className="size-3 text-faint" />
      {still ? '' : share > 0 ? '+' : '−'}
      {percent}
    </span>
  );
}
