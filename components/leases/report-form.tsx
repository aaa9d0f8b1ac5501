'use client';
import { useTranslations } from 'next-intl';
import { ActionForm } from '../ui/action-form';
import type { FormActionFn } from '../ui/action-result';
import { FormActions } from '../ui/dialog';
import { Field } from '../ui/field';
import { NumberInput, Textarea } from '../ui/input';
import { SubmitButton } from '../ui/submit-button';
import { EvidenceFiles } from './evidence-files';
import { MetricRows } from './metric-rows';
import { CheckpointFields, ReportUnits, type ReportUnitsProps } from './report-units';

export interface ReportFormProps {
  action: FormActionFn;
  leaseId: string;
  lease: ReportUnitsProps;
  windowHours: number;
}

/** The provider's report: how many units were made, and the evidence for them. */
export function ReportForm({ action, leaseId, lease, windowHours }: ReportFormProps) {
  const t = useTranslations('leases.report');
  return (
    <ActionForm action={action} hidden={{ leaseId }} requestIdField="requestId" aria-label={t('title')}>
      <ReportUnits {...lease} />
      <EvidenceFiles />
      {lease.milestones !== null && <CheckpointFields />}
      <Field
        name="evidence.runtimeHours"
        label={t('runtimeHours')}
        hint={t('runtimeHoursHint')}
        optional
        className="sm:max-w-96"
      >
        <NumberInput unit={t('unitHours')} />
      </Field>
      <MetricRows />
      <Field name="evidence.note" label={t('note')} hint={t('noteHint')} optional>
        <Textarea rows={3} maxLength={2000} />
      </Field>
      <FormActions>
        <p className="mr-auto max-w-prose text-xs text-muted">{t('after', { hours: windowHours })}</p>
        <SubmitButton>{t('send')}</SubmitButton>
      </FormActions>
    </ActionForm>
  );
}
