import { useTranslations } from 'next-intl';
import { ActionForm } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import { RadioGroup } from '@/components/ui/radio-group';
import { SubmitButton } from '@/components/ui/submit-button';
import { DECISION_NOTE_LENGTH_MIN } from '@/lib/settlement/dispute';
import { decide } from './actions';

/** Ends a dispute for one side, with the reason both will read (S-3). */
export function DecideForm({ disputeId }: { disputeId: string }) {
  const t = useTranslations('operate.disputes');
  return (
    <section className="border-t border-line pt-4">
      <h3 className="mb-2 text-sm font-semibold">{t('decide')}</h3>
      <ActionForm action={decide} hidden={{ disputeId }} aria-label={t('decide')}>
        <RadioGroup
          name="outcome"
          legend={t('outcome')}
          required
          options={(['for_buyer', 'for_provider'] as const).map((value) => ({
            value,
            label: t(`outcomes.${value}.label`),
            hint: t(`outcomes.${value}.hint`),
          }))}
        />
        <Field
          name="note"
          label={t('note')}
          hint={t('noteHint', { least: DECISION_NOTE_LENGTH_MIN })}
          required
        >
          <Textarea rows={4} maxLength={4000} />
        </Field>
        <SubmitButton>{t('decide')}</SubmitButton>
      </ActionForm>
    </section>
  );
}
