import { useTranslations } from 'next-intl';
import { amountText } from '@/lib/core/amount';
import { Amount } from '../amount';
import { Alert } from '../ui/alert';
import { CopyButton } from '../ui/copy-button';
import { DefinitionList } from '../ui/definition-list';

export interface BankInstructionsProps {
  /** The exchange's own account; null when it names none. */
  account: { readonly holder: string; readonly bank: string; readonly number: string } | null;
  amountMicros: bigint;
  currency: string;
  reference: string;
}

const Copied = ({ text, label }: { text: string; label: string }) => (
  <span className="inline-flex items-center gap-1">
    <span className="font-medium tabular-nums">{text}</span>
    <CopyButton text={text} label={label} />
  </span>
);

/** Where a transfer is sent and what is written on it, each with a button that copies it. */
export function BankInstructions({ account, amountMicros, currency, reference }: BankInstructionsProps) {
  const t = useTranslations('money.bank');
  const line = (term: string, text: string) => ({ term, value: <Copied text={text} label={term} /> });
  if (!account) return <Alert tone="warn">{t('noAccount')}</Alert>;
  return (
    <section aria-label={t('title')} className="flex flex-col gap-2">
      <h3 className="font-medium">{t('title')}</h3>
      <p className="text-muted">
        {t.rich('lead', { amount: () => <Amount micros={amountMicros} currency={currency} /> })}
      </p>
      <DefinitionList
        items={[
          line(t('holder'), account.holder),
          line(t('bank'), account.bank),
          line(t('number'), account.number),
          line(t('reference'), reference),
          line(t('amount'), amountText(amountMicros)),
        ]}
      />
      <p className="text-xs text-muted">{t('otherAmount')}</p>
    </section>
  );
}
