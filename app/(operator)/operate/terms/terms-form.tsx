import { useTimeZone, useTranslations } from 'next-intl';
import { currencySymbol } from '@/components/format-amount';
import { ActionForm } from '@/components/ui/action-form';
import { Checkbox } from '@/components/ui/checkbox';
import { FormActions } from '@/components/ui/dialog';
import { Field, FieldRow } from '@/components/ui/field';
import { Input, NumberInput, Textarea } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { amountText } from '@/lib/core/amount';
import type { MarketTermsVersion } from '@/lib/services/market/change-terms';
import { announceTerms } from './actions';
import { TERM_FIELDS } from './term-fields';

interface TermsFormProps {
  latest: MarketTermsVersion;
  currency: string;
  /** The first hour that keeps the notice, on the market's clock. */
  soonest: string;
}

/** The next version of the terms, starting from the latest. */
export function TermsForm({ latest, currency, soonest }: TermsFormProps) {
  const t = useTranslations('operate.terms');
  const zone = useTimeZone() ?? 'UTC';
  return (
    <ActionForm action={announceTerms} aria-label={t('change')} resetOnSuccess>
      <FieldRow columns={4}>
        {TERM_FIELDS.map(({ key, unit }) => (
          <Field key={key} name={`values.${key}`} label={t(`field.${key}`)} hint={t(`hint.${key}`)} required>
            <NumberInput unit={unit} inputMode="numeric" defaultValue={latest[key]} />
          </Field>
        ))}
        <Field
          name="values.payoutMinimum"
          label={t('field.payoutMinimumMicros')}
          hint={t('hint.payoutMinimumMicros')}
          required
        >
          <NumberInput
            prefix={currencySymbol(currency)}
            defaultValue={amountText(latest.payoutMinimumMicros)}
          />
        </Field>
        <Field name="validFrom" label={t('validFrom')} hint={t('validFromHint', { zone })} required>
          <Input type="datetime-local" step={3600} min={soonest} defaultValue={soonest} />
        </Field>
      </FieldRow>
      <Checkbox
        name="values.freedCardsPassRound"
        label={t('field.freedCardsPassRound')}
        hint={t('hint.freedCardsPassRound')}
        defaultChecked={latest.freedCardsPassRound}
      />
      <Field name="note" label={t('note')} hint={t('noteHint')} required>
        <Textarea rows={2} maxLength={2000} />
      </Field>
      <FormActions>
        <SubmitButton>{t('announce')}</SubmitButton>
      </FormActions>
    </ActionForm>
  );
}
