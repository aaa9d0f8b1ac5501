import { useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { currencySymbol, roundedAmount } from '@/components/format-amount';
import { Instant } from '@/components/instant';
import { Alert } from '@/components/ui/alert';
import { KeyFigures } from '@/components/ui/key-figures';
import type { PayoutDesk } from '@/lib/services/payouts/get-payout-desk';

/** Whether clients' money is covered (L-8), and what moves. */
export function DeskFigures({ desk }: { desk: PayoutDesk }) {
  const t = useTranslations('payouts.desk');
  const { currency, safeguard } = desk;
  const amount = (micros: bigint) => <Amount micros={micros} currency={currency} />;
  const figure = (label: 'waiting' | 'moving' | 'failed', one: PayoutDesk['waiting']) => ({
    label: t(label),
    value: amount(one.micros),
    hint: t('count', { count: one.payouts }),
  });
  return (
    <>
      {safeguard.shortMicros > 0n && (
        <Alert
          tone="error"
          title={t('short', {
            amount: `${currencySymbol(currency)}${roundedAmount(safeguard.shortMicros, 2)}`,
          })}
        >
          {t('shortHelp')}
        </Alert>
      )}
      {desk.gaveBack.payouts > 0 && (
        <Alert
          tone="warn"
          title={t('gaveBackTitle', {
            count: desk.gaveBack.payouts,
            amount: `${currencySymbol(currency)}${roundedAmount(desk.gaveBack.micros, 2)}`,
          })}
        >
          {t('gaveBackHelp')}
        </Alert>
      )}
      <KeyFigures
        figures={[
          {
            label: t('clients'),
            value: amount(safeguard.clientMicros),
            definition: t('clientsDefinition'),
            hint: t.rich('clientsHint', { amount: () => amount(safeguard.externalMicros) }),
          },
          figure('waiting', desk.waiting),
          figure('moving', desk.onTheWay),
          figure('failed', desk.failed),
          { label: t('nextAt'), value: <Instant at={desk.nextAt} /> },
        ]}
      />
    </>
  );
}
