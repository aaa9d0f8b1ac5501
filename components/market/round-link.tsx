import Link from 'next/link';
import { useTranslations } from 'next-intl';

/** The round that made a price, by its number. */
export function RoundLink({ number }: { number: number }) {
  const t = useTranslations('market.rounds');
  return (
    <Link href={`/market/rounds/${number}`} className="link" aria-label={t('roundNumber', { number })}>
      #{number}
    </Link>
  );
}
