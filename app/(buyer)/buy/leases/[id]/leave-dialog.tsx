'use client';
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { ActionForm } from '@/components/ui/action-form';
import type { FormActionFn } from '@/components/ui/action-result';
import { Button } from '@/components/ui/button';
import { Dialog, DialogCancel, FormActions } from '@/components/ui/dialog';
import { SubmitButton } from '@/components/ui/submit-button';
import type { Lease } from './lease-view';

export interface LeaveDialogProps {
  leaseId: string;
  leaving: NonNullable<Lease['leaving']>;
  currency: string;
  action: FormActionFn;
}

/** Ends a lease for its buyer, after saying what that costs now, at least and at most, and what comes back (S-8). */
export function LeaveDialog({ leaseId, leaving, currency, action }: LeaveDialogProps) {
  const t = useTranslations('buy.lease');
  const amount = (micros: string) => () => (
    <Amount micros={micros} currency={currency} className="font-semibold text-ink" />
  );
  return (
    <Dialog trigger={<Button variant="danger">{t('leave')}</Button>} title={t('leaveTitle')}>
      <ActionForm action={action} hidden={{ leaseId }} aria-label={t('leaveTitle')}>
        <ul className="flex list-disc flex-col gap-1 pl-5 text-sm text-muted">
          <li>{t.rich('leavePays', { paid: amount(leaving.paidMicros) })}</li>
          {BigInt(leaving.heldMicros) > 0n && (
            <>
              <li>{t.rich('leaveHeld', { held: amount(leaving.heldMicros) })}</li>
              <li>
                {t.rich('leaveMost', { least: amount(leaving.paidMicros), most: amount(leaving.mostMicros) })}
              </li>
            </>
          )}
          {BigInt(leaving.refundMicros) > 0n && (
            <li>{t.rich('leaveBack', { back: amount(leaving.refundMicros) })}</li>
          )}
          <li>{t('leaveRecord')}</li>
        </ul>
        <FormActions>
          <DialogCancel>{t('leaveKeep')}</DialogCancel>
          <SubmitButton variant="danger">{t('leaveConfirm')}</SubmitButton>
        </FormActions>
      </ActionForm>
    </Dialog>
  );
}
