import { useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { KeyFigures } from '@/components/ui/key-figures';
import type { MoneyDesk } from '@/lib/services/reconciliation/get-money-desk';
import { MONEY_PATH } from './money-view';

/** What we owe clients, what the channels hold for it, and what the exchange itself stands for. */
export function MoneyFigures({ desk }: { desk: MoneyDesk }) {
  const t = useTranslations('reconciliation.figures');
  const { currency, safeguard, platform } = desk;
  const amount = (micros: bigint) => <Amount micros={micros} currency={currency} />;
  return (
    <KeyFigures
      figures={[
        { label: t('clients'), value: amount(safeguard.clientMicros), definition: t('clientsDefinition') },
        { label: t('outside'), value: amount(safeguard.externalMicros), definition: t('outsideDefinition') },
        { label: t('guarantee'), value: amount(platform.guarantee), definition: t('guaranteeDefinition') },
        { label: t('losses'), value: amount(-platform.losses), definition: t('lossesDefinition') },
        {
          label: t('owed'),
          value: amount(desk.owedMicros),
          definition: t('owedDefinition'),
          href: `${MONEY_PATH}?view=receivables`,
        },
        {
          label: t('fees'),
          value: amount(platform.fees),
          hint: (
            <>
              {t('costs')} {amount(-platform.costs)}
            </>
          ),
          definition: t('feesDefinition'),
        },
      ]}
    />
  );
}
