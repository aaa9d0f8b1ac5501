'use client';
import { useTranslations } from 'next-intl';
import { type Hour, hourStart } from '@/lib/core/hours';
import { Instant } from '../instant';
import { ActionForm } from '../ui/action-form';
import type { FormActionFn } from '../ui/action-result';
import { Alert } from '../ui/alert';
import { FormActions } from '../ui/dialog';
import { SubmitButton } from '../ui/submit-button';
import { AskEditor } from './ask-editor';

export interface AskFormProps {
  action: FormActionFn;
  poolId: string;
  asks: readonly string[];
  currency: string;
  feeBps: number;
  timeZone: string;
  noticeHours: number;
  raiseFromHour: Hour;
}

/** Changes a pool's asks; says before sending when cuts and raises will count (M-2). */
export function AskForm(props: AskFormProps) {
  const t = useTranslations('supply.asks');
  return (
    <ActionForm action={props.action} hidden={{ poolId: props.poolId }} aria-label={t('change')}>
      <Alert>
        {t.rich('when', {
          hours: props.noticeHours,
          at: () => <Instant at={hourStart(props.raiseFromHour)} timeZone={props.timeZone} withZone />,
        })}
      </Alert>
      <AskEditor currency={props.currency} feeBps={props.feeBps} defaultAsks={props.asks} />
      <FormActions>
        <SubmitButton>{t('change')}</SubmitButton>
      </FormActions>
    </ActionForm>
  );
}
