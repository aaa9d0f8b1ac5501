'use client';
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { StartPanel } from '@/components/leases/start-panel';
import { ActionForm } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { Dialog, DialogCancel, FormActions } from '@/components/ui/dialog';
import { SubmitButton } from '@/components/ui/submit-button';
import { leaveNotStarted } from '../../actions';
import type { Lease } from './lease-view';

/** A lease's start as its buyer waits for it, with the way out once the promised grace has passed (S-5). */
export function LeaseStart({
  data: { lease, start },
  currency,
}: {
  data: Pick<Lease, 'lease' | 'start'>;
  currency: string;
}) {
  const t = useTranslations('leases.start');
  if (lease.endReason === 'buyer_cancelled' && start.startedAt === null) return null;
  const openMicros = BigInt(lease.priceMicros) - BigInt(lease.earnedMicros) - BigInt(lease.refundedMicros);
  return (
    <StartPanel start={start} isOver={lease.state === 'ended'}>
      {start.mayLeave && (
        <Dialog trigger={<Button variant="danger">{t('leave')}</Button>} title={t('leaveTitle')}>
          <ActionForm action={leaveNotStarted} hidden={{ leaseId: lease.id }} aria-label={t('leaveTitle')}>
            <ul className="flex list-disc flex-col gap-1 pl-5 text-sm text-muted">
              <li>
                {t.rich('leaveBack', {
                  amount: () => (
                    <Amount
                      micros={openMicros.toString()}
                      currency={currency}
                      className="font-semibold text-ink"
                    />
                  ),
                })}
              </li>
              <li>{t('leaveCharge')}</li>
              <li>{t('leaveRecord')}</li>
            </ul>
            <FormActions>
              <DialogCancel>{t('leaveKeep')}</DialogCancel>
              <SubmitButton variant="danger">{t('leave')}</SubmitButton>
            </FormActions>
          </ActionForm>
        </Dialog>
      )}
    </StartPanel>
  );
}
