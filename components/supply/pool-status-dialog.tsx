'use client';
import { useTranslations } from 'next-intl';
import { ActionForm } from '../ui/action-form';
import type { FormActionFn } from '../ui/action-result';
import { Button } from '../ui/button';
import { Dialog, DialogCancel, FormActions } from '../ui/dialog';
import { SubmitButton } from '../ui/submit-button';

export interface PoolStatusDialogProps {
  action: FormActionFn;
  poolId: string;
  name: string;
  status: 'active' | 'suspended';
  openLeases: number;
}

/** Stops or resumes new reservations of a pool, after saying what it means for leases that stand. */
export function PoolStatusDialog({ action, poolId, name, status, openLeases }: PoolStatusDialogProps) {
  const t = useTranslations('supply.status');
  const kind = status === 'active' ? 'suspend' : 'resume';
  return (
    <Dialog
      trigger={<Button variant={kind === 'suspend' ? 'danger' : 'secondary'}>{t(`${kind}.button`)}</Button>}
      title={t(`${kind}.title`, { name })}
      description={t(`${kind}.description`, { leases: openLeases })}
    >
      <ActionForm
        action={action}
        hidden={{ poolId, status: kind === 'suspend' ? 'suspended' : 'active' }}
        aria-label={t(`${kind}.button`)}
      >
        <FormActions>
          <DialogCancel />
          <SubmitButton variant={kind === 'suspend' ? 'danger' : 'primary'}>
            {t(`${kind}.button`)}
          </SubmitButton>
        </FormActions>
      </ActionForm>
    </Dialog>
  );
}
