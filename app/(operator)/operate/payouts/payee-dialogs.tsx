import { useTranslations } from 'next-intl';
import { ActionForm } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { Dialog, DialogCancel, FormActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import type { PayoutDesk } from '@/lib/services/payouts/get-payout-desk';
import { decide } from './actions';

type PayeeToDecide = PayoutDesk['payees'][number];

/** Says that a bank account is the provider's own, or that it isn't and why. */
export function PayeeDialogs({ payee }: { payee: PayeeToDecide }) {
  const t = useTranslations('payouts.desk');
  const { organizationId, providerName: name } = payee;
  const hidden = { organizationId, seen: payee.fingerprint };
  return (
    <div className="flex gap-2">
      <Dialog
        title={t('confirmPayeeTitle', { name })}
        description={t('confirmPayeeHelp')}
        trigger={<Button size="sm">{t('confirmPayee')}</Button>}
      >
        <ActionForm
          action={decide}
          hidden={{ ...hidden, decision: 'confirm' }}
          aria-label={t('confirmPayee')}
        >
          <FormActions>
            <DialogCancel />
            <SubmitButton>{t('confirmPayee')}</SubmitButton>
          </FormActions>
        </ActionForm>
      </Dialog>
      <Dialog
        title={t('refusePayeeTitle', { name })}
        trigger={
          <Button size="sm" variant="quiet">
            {t('refusePayee')}
          </Button>
        }
      >
        <ActionForm action={decide} hidden={{ ...hidden, decision: 'refuse' }} aria-label={t('refusePayee')}>
          <Field name="note" label={t('reason')} hint={t('reasonHint')} required>
            <Textarea rows={3} maxLength={500} />
          </Field>
          <FormActions>
            <DialogCancel />
            <SubmitButton variant="danger">{t('refusePayee')}</SubmitButton>
          </FormActions>
        </ActionForm>
      </Dialog>
    </div>
  );
}
