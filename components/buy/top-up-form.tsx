'use client';
import { useTranslations } from 'next-intl';
import { currencySymbol } from '../format-amount';
import { ActionForm } from '../ui/action-form';
import type { FormActionFn } from '../ui/action-result';
import { Field } from '../ui/field';
import { NumberInput } from '../ui/input';
import { SubmitButton } from '../ui/submit-button';

/** Adds sandbox money to the wallet; sent twice, it adds once. */
export function TopUpForm({ action, currency }: { action: FormActionFn; currency: string }) {
  const t = useTranslations('buy.wallet');
  return (
    <ActionForm action={action} requestIdField="requestId" resetOnSuccess>
      <Field name="amount" label={t('amount')} required>
        <NumberInput prefix={currencySymbol(currency).trim()} placeholder="10000.00" />
      </Field>
      <SubmitButton>{t('add')}</SubmitButton>
    </ActionForm>
  );
}
