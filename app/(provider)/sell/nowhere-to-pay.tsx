import { useTranslations } from 'next-intl';
import { currencySymbol, roundedAmount } from '@/components/format-amount';
import { Alert } from '@/components/ui/alert';
import { LinkButton } from '@/components/ui/button';
import type { Payouts } from '@/lib/services/payouts/get-payouts';

/** Says on the overview that earned money has nowhere to go yet. */
export function NowhereToPay({ payouts }: { payouts: Payouts }) {
  const t = useTranslations('payouts.overview');
  const { balanceMicros, currency, next } = payouts;
  if (next.ok || next.refusal.code !== 'no_payee' || balanceMicros === 0n) return null;
  return (
    <Alert
      tone="warn"
      title={t('unpaid')}
      actions={
        <LinkButton href="/sell/payouts" size="sm">
          {t('setUp')}
        </LinkButton>
      }
    >
      {t('unpaidHelp', { amount: `${currencySymbol(currency)}${roundedAmount(balanceMicros, 2)}` })}
    </Alert>
  );
}
