import { useTranslations } from 'next-intl';
import { ActionForm } from '@/components/ui/action-form';
import { Panel } from '@/components/ui/card';
import { Field, FieldRow } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { OWN_LINES } from '@/lib/services/reconciliation/book-own-line';
import { bookCameBack, bookLine, bookOwn } from './actions';

interface BankFormsProps {
  currency: string;
  organizations: readonly { readonly id: string; readonly registeredName: string }[];
}

/** Booking the line by which the bank gave a payout or a refund back. */
function ReturnForm({ currency }: Pick<BankFormsProps, 'currency'>) {
  const t = useTranslations('reconciliation.book');
  return (
    <Panel title={t('returnTitle')} description={t('returnDescription')}>
      <ActionForm action={bookCameBack} resetOnSuccess aria-label={t('returnTitle')}>
        <FieldRow>
          <Field name="bankLine" label={t('line')} required>
            <Input autoComplete="off" />
          </Field>
          <Field name="reference" label={t('returnReference')} hint={t('returnReferenceHint')} required>
            <Input autoComplete="off" />
          </Field>
        </FieldRow>
        <FieldRow>
          <Field name="amount" label={t('came', { currency })} required>
            <Input inputMode="decimal" autoComplete="off" />
          </Field>
          <Field name="kept" label={t('kept')} hint={t('keptHint')} optional>
            <Input inputMode="decimal" autoComplete="off" />
          </Field>
        </FieldRow>
        <SubmitButton variant="secondary">{t('book')}</SubmitButton>
      </ActionForm>
    </Panel>
  );
}

/** Booking lines of our bank's statement: a client's, our own, and transfers that came back. */
export function BankForms({ currency, organizations }: BankFormsProps) {
  const t = useTranslations('reconciliation.book');
  return (
    <div className="grid items-start gap-4 xl:grid-cols-2">
      <Panel title={t('title')} description={t('description')}>
        <ActionForm action={bookLine} resetOnSuccess aria-label={t('title')}>
          <FieldRow>
            <Field name="bankLine" label={t('line')} hint={t('lineHint')} required>
              <Input autoComplete="off" />
            </Field>
            <Field name="amount" label={t('amount', { currency })} hint={t('amountHint')} required>
              <Input inputMode="decimal" autoComplete="off" />
            </Field>
          </FieldRow>
          <FieldRow>
            <Field name="reference" label={t('reference')} hint={t('referenceHint')}>
              <Input autoComplete="off" />
            </Field>
            <Field name="organizationId" label={t('organization')} hint={t('organizationHint')} optional>
              <Select
                options={organizations.map(({ id, registeredName }) => ({
                  value: id,
                  label: registeredName,
                }))}
                placeholder={t('byReference')}
              />
            </Field>
          </FieldRow>
          <SubmitButton>{t('book')}</SubmitButton>
        </ActionForm>
      </Panel>
      <Panel title={t('ownTitle')} description={t('ownDescription')}>
        <ActionForm action={bookOwn} resetOnSuccess aria-label={t('ownTitle')}>
          <Field name="what" label={t('what')} required>
            <Select options={OWN_LINES.map((value) => ({ value, label: t(`own.${value}`) }))} />
          </Field>
          <FieldRow>
            <Field name="bankLine" label={t('line')} required>
              <Input autoComplete="off" />
            </Field>
            <Field name="amount" label={t('amount', { currency })} hint={t('signedHint')} required>
              <Input inputMode="decimal" autoComplete="off" />
            </Field>
          </FieldRow>
          <SubmitButton variant="secondary">{t('book')}</SubmitButton>
        </ActionForm>
      </Panel>
      <ReturnForm currency={currency} />
    </div>
  );
}
