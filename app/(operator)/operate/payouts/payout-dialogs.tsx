import { useTranslations } from 'next-intl';
import { currencySymbol, roundedAmount } from '@/components/format-amount';
import { ActionForm } from '@/components/ui/action-form';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Dialog, DialogCancel, FormActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { RadioGroup } from '@/components/ui/radio-group';
import { SubmitButton } from '@/components/ui/submit-button';
import type { PayoutOnDesk } from '@/lib/services/payouts/list-payouts';
import { book, confirm } from './actions';

interface DialogProps {
  payout: PayoutOnDesk;
  currency: string;
}

const facts = ({ payout, currency }: DialogProps) => ({
  name: payout.providerName,
  amount: `${currencySymbol(currency)}${roundedAmount(payout.amountMicros, 2)}`,
});

/** One operator says what the bank did with a payout. */
function BookDialog(props: DialogProps) {
  const t = useTranslations('payouts.desk');
  return (
    <Dialog
      title={t('bookTitle', facts(props))}
      description={t('bookHelp')}
      trigger={<Button size="sm">{t('book')}</Button>}
    >
      <ActionForm action={book} hidden={{ paymentId: props.payout.id }} aria-label={t('book')}>
        {props.payout.accountGaveBack && (
          <Alert tone="warn" title={t('gaveBack')}>
            {t('gaveBackBook')}
          </Alert>
        )}
        <RadioGroup
          name="outcome"
          legend={t('outcome')}
          required
          options={[
            { value: 'executed', label: t('executed'), hint: t('executedHint') },
            { value: 'not_executed', label: t('notExecuted'), hint: t('notExecutedHint') },
          ]}
        />
        <Field name="bankLine" label={t('bankLine')} hint={t('bankLineHint')}>
          <Input maxLength={60} autoComplete="off" />
        </Field>
        <FormActions>
          <DialogCancel />
          <SubmitButton>{t('book')}</SubmitButton>
        </FormActions>
      </ActionForm>
    </Dialog>
  );
}

/** Another operator confirms what was booked, or takes the booking back. */
function ConfirmDialog(props: DialogProps) {
  const t = useTranslations('payouts.desk');
  const { bankLine, id } = props.payout;
  return (
    <Dialog
      title={t('confirmTitle', facts(props))}
      description={bankLine ? t('confirmExecuted', { line: bankLine }) : t('confirmNot')}
      trigger={<Button size="sm">{t('confirm')}</Button>}
    >
      <ActionForm
        action={confirm}
        hidden={{ paymentId: id, ...(bankLine && { bankLine }) }}
        aria-label={t('confirm')}
      >
        <FormActions>
          <SubmitButton name="decision" value="refuse" variant="danger">
            {t('refuseBooking')}
          </SubmitButton>
          <SubmitButton name="decision" value="confirm">
            {t('confirm')}
          </SubmitButton>
        </FormActions>
      </ActionForm>
    </Dialog>
  );
}

/** What an operator does next about a bank payout; nothing for the others. */
export function PayoutNextStep(props: DialogProps) {
  const { channel, state, bookedByPersonId } = props.payout;
  if (channel !== 'bank' || state !== 'open') return null;
  return bookedByPersonId === null ? <BookDialog {...props} /> : <ConfirmDialog {...props} />;
}
