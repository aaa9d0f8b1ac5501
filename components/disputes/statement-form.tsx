'use client';
import { useTranslations } from 'next-intl';
import { STATEMENT_LENGTH_MIN } from '@/lib/settlement/acceptance';
import { EvidenceFiles } from '../leases/evidence-files';
import { ActionForm } from '../ui/action-form';
import type { FormActionFn } from '../ui/action-result';
import { Panel } from '../ui/card';
import { Checkbox } from '../ui/checkbox';
import { FormActions } from '../ui/dialog';
import { Field } from '../ui/field';
import { Textarea } from '../ui/input';
import { SubmitButton } from '../ui/submit-button';

/** A side's next words, with files by their hashes; it may say that it rests, also without any words. */
export function StatementForm({ disputeId, action }: { disputeId: string; action: FormActionFn }) {
  const t = useTranslations('disputes.state');
  return (
    <Panel title={t('title')} description={t('hint')}>
      <ActionForm
        action={action}
        hidden={{ disputeId }}
        requestIdField="requestId"
        resetOnSuccess
        aria-label={t('title')}
      >
        <Field name="statement" label={t('words')} hint={t('wordsHint', { least: STATEMENT_LENGTH_MIN })}>
          <Textarea rows={5} maxLength={4000} />
        </Field>
        <EvidenceFiles hint={t('files')} path="files" />
        <Checkbox name="rests" label={t('rests')} hint={t('restsHint')} />
        <FormActions>
          <SubmitButton>{t('send')}</SubmitButton>
        </FormActions>
      </ActionForm>
    </Panel>
  );
}
