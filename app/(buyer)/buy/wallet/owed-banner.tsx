import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { Alert } from '@/components/ui/alert';

/** Says what an organization owes, what that stops, and how it ends (L-3). */
export function OwedBanner({ owedMicros, currency }: { owedMicros: bigint; currency: string }) {
  const t = useTranslations('money.owed');
  if (owedMicros === 0n) return null;
  return (
    <Alert
      tone="error"
      title={t.rich('title', { amount: () => <Amount micros={owedMicros} currency={currency} /> })}
      actions={
        <Link href="/buy/wallet?kind=receivable" className="text-sm whitespace-nowrap text-accent underline">
          {t('why')}
        </Link>
      }
    >
      {t('body')}
    </Alert>
  );
}
