import { useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { Alert } from '@/components/ui/alert';
import { Panel } from '@/components/ui/card';
import { TopUpForm } from '@/components/wallet/top-up-form';
import type { Funding } from '@/lib/services/wallet/get-funding';
import { addMoney } from './actions';

/** The ways money can come in, with what each means, and the form that asks for it. */
export function TopUpPanel({ funding }: { funding: Funding }) {
  const t = useTranslations('money');
  const { channels, currency, cardFinalDays } = funding;
  return (
    <Panel title={t('topUp.title')} id="top-up">
      {channels.length === 0 ? (
        <Alert title={t('topUp.none')}>{t('topUp.noneHelp')}</Alert>
      ) : (
        <TopUpForm
          action={addMoney}
          currency={currency}
          channels={channels.map(({ name, mostMicros }) => ({
            name,
            label: t(`channel.${name}`),
            hint: t.rich(`topUp.hint.${name}`, {
              days: cardFinalDays,
              most: () => <Amount micros={mostMicros} currency={currency} />,
            }),
          }))}
        />
      )}
    </Panel>
  );
}
