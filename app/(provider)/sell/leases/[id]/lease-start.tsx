import { useTranslations } from 'next-intl';
import { StartPanel } from '@/components/leases/start-panel';
import { ActionForm } from '@/components/ui/action-form';
import { SubmitButton } from '@/components/ui/submit-button';
import type { LeaseDetail } from '@/lib/services/leases/get-lease';
import { noteStart } from '../actions';

/** A lease's start as its provider answers for it, with the button that says the work runs (S-5). */
export function LeaseStart({ details: { lease, start } }: { details: Pick<LeaseDetail, 'lease' | 'start'> }) {
  const t = useTranslations('leases.start');
  if (lease.endReason === 'buyer_cancelled' && start.startedAt === null) return null;
  return (
    <StartPanel start={start} isOver={lease.state === 'ended'}>
      {start.mayReport && (
        <ActionForm action={noteStart} hidden={{ leaseId: lease.id }} aria-label={t('report')}>
          <p className="mb-2 text-sm text-muted">{t('reportHint')}</p>
          <SubmitButton>{t('report')}</SubmitButton>
        </ActionForm>
      )}
    </StartPanel>
  );
}
