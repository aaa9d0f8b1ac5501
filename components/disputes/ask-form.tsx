'use client';
import { useTranslations } from 'next-intl';
import { ANSWER_HOURS_MAX } from '@/lib/settlement/hearing';
import { ActionForm } from '../ui/action-form';
import type { FormActionFn } from '../ui/action-result';
import { Panel } from '../ui/card';
import { FormActions } from '../ui/dialog';
import { Field } from '../ui/field';
import { NumberInput, Textarea } from '../ui/input';
import { SubmitButton } from '../ui/submit-button';

const ANSWER_HOURS = '24';

/** The operator's question to both sides, with the time they have to answer. */
export function AskForm({ disputeId, action }: { disputeId: string; action: FormActionFn }) {
  const t = useTranslations('disputes.ask');
  return (
    <Panel title={t('title')} description={t('hint')}>
      <ActionForm
        action={action}
        hidden={{ disputeId }}
        requestIdField="requestId"
        resetOnSuccess
        aria-label={t('title')}
      >
        <Field name="question" label={t('question')} required>
          <Textarea rows={3} maxLength={4000} />
        </Field>
        <Field
          name="answerHours"
          label={t('hours')}
          hint={t('hoursHint', { most: ANSWER_HOURS_MAX })}
          required
          className="sm:max-w-60"
        >
          <NumberInput inputMode="numeric" unit={t('unitHours')} defaultValue={ANSWER_HOURS} />
        </Field>
        <FormActions>
          <SubmitButton variant="secondary">{t('send')}</SubmitButton>
        </FormActions>
      </ActionForm>
    </Panel>
  );
}
