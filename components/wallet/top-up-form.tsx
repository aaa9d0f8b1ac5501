'use client';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { currencySymbol } from '../format-amount';
import { ActionForm } from '../ui/action-form';
import type { FormActionFn } from '../ui/action-result';
import { Alert } from '../ui/alert';
import { Field } from '../ui/field';
import { NumberInput } from '../ui/input';
import { RadioGroup } from '../ui/radio-group';
import { SubmitButton } from '../ui/submit-button';

export interface TopUpChannel {
  name: 'stripe' | 'bank' | 'sandbox';
  label: string;
  /** What choosing it means: when it counts, until when it can be taken back, how much. */
  hint: ReactNode;
}

export interface TopUpFormProps {
  action: FormActionFn;
  currency: string;
  /** The first is chosen from the start. */
  channels: readonly TopUpChannel[];
}

/** Asks for an amount and how it is paid; sent twice, it asks once. */
export function TopUpForm({ action, currency, channels }: TopUpFormProps) {
  const t = useTranslations('money.topUp');
  const [name, setName] = useState(channels[0]?.name ?? 'sandbox');
  return (
    <ActionForm action={action} requestIdField="requestId" resetOnSuccess hidden={{ channel: name }}>
      {name === 'sandbox' && (
        <Alert tone="warn" title={t('sandbox')}>
          {t('sandboxHelp')}
        </Alert>
      )}
      {channels.length > 1 && (
        <RadioGroup
          name="how"
          legend={t('how')}
          look="cards"
          value={name}
          onValueChange={(value) => {
            const chosen = channels.find((channel) => channel.name === value);
            if (chosen) setName(chosen.name);
          }}
          options={channels.map((channel) => ({
            value: channel.name,
            label: channel.label,
            hint: channel.hint,
          }))}
        />
      )}
      {channels.length === 1 && name !== 'sandbox' && (
        <p className="text-xs text-muted">
          <span className="font-medium text-ink">{channels[0]?.label}.</span> {channels[0]?.hint}
        </p>
      )}
      <Field name="amount" label={t('amount')} required>
        <NumberInput prefix={currencySymbol(currency).trim()} placeholder="10000.00" />
      </Field>
      <SubmitButton>{t(`submit.${name}`)}</SubmitButton>
    </ActionForm>
  );
}
