import { useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { Alert } from '@/components/ui/alert';
import { floorToMinorUnits } from '@/lib/ledger/minor-units';
import type { Payouts } from '@/lib/services/payouts/get-payouts';

/** What the next due instant brings, or the first reason why nothing goes out. */
export function NextPayout({ payouts }: { payouts: Payouts }) {
  const t = useTranslations('payouts');
  const { next, payees, currency, balanceMicros } = payouts;
  if (next.ok) {
    const paidTo = payees.find(({ isPaidTo }) => isPaidTo);
    return (
      <Alert>
        {t.rich('willPay', {
          channel: t(`channel.${paidTo?.channel ?? 'bank'}`),
          amount: () => <Amount micros={next.value} currency={currency} />,
        })}
      </Alert>
    );
  }
  const nothingEarned = floorToMinorUnits(balanceMicros, currency) === 0n;
  if (nothingEarned && next.refusal.code === 'below_payout_minimum') return null;
  return (
    <Alert tone={next.refusal.code === 'below_payout_minimum' ? 'info' : 'warn'} title={t('wontPay')}>
      {t(`why.${next.refusal.code}`)}
    </Alert>
  );
}
