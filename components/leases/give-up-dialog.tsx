'use client';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ActionForm } from '../ui/action-form';
import type { FormActionFn } from '../ui/action-result';
import { Button } from '../ui/button';
import { Dialog, DialogCancel, FormActions } from '../ui/dialog';
import { Field } from '../ui/field';
import { Textarea } from '../ui/input';
import { SubmitButton } from '../ui/submit-button';

export interface GiveUpDialogProps {
  action: FormActionFn;
  leaseId: string;
  /** Whether its hours have begun: the end reason differs. */
  started: boolean;
  /** What returns to the buyer, as shown money. */
  refund: ReactNode;
}

/** Ends a lease that the provider can't fulfil, after saying what returns to the buyer and what stays on its record. */
export function GiveUpDialog({ action, leaseId, started, refund }: GiveUpDialogProps) {
  const t = useTranslations('leases.giveUp');
  return (
    <Dialog trigger={<Button variant="danger">{t('button')}</Button>} title={t('title')}>
      <ActionForm action={action} hidden={{ leaseId }} aria-label={t('title')}>
        <ul className="flex list-disc flex-col gap-1 pl-5 text-sm text-muted">
          <li>{t.rich('refund', { amount: () => refund })}</li>
          <li>{t('charge')}</li>
          <li>{t('cards')}</li>
          <li>{t(started ? 'recordStarted' : 'recordNotStarted')}</li>
        </ul>
        <Field name="note" label={t('note')} hint={t('noteHint')} optional>
          <Textarea rows={3} maxLength={2000} />
        </Field>
        <FormActions>
          <DialogCancel>{t('keep')}</DialogCancel>
          <SubmitButton variant="danger">{t('confirm')}</SubmitButton>
        </FormActions>
      </ActionForm>
    </Dialog>
  );
}
