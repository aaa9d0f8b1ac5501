import { useTranslations } from 'next-intl';
import { ActionForm } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { Dialog, DialogCancel, FormActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { saveBank } from './actions';

/** Names the bank account a provider is paid to, or another one in its place. */
export function BankDialog({ changes, holder }: { changes: boolean; holder: string | null }) {
  const t = useTranslations('payouts.payees');
  const title = t(changes ? 'changeBank' : 'nameBank');
  return (
    <Dialog title={title} description={t('bankHelp')} trigger={<Button size="sm">{title}</Button>}>
      <ActionForm action={saveBank} aria-label={title}>
        <Field name="holder" label={t('holder')} required>
          <Input maxLength={140} defaultValue={holder ?? undefined} autoComplete="off" />
        </Field>
        <Field name="bank" label={t('bank')} required>
          <Input maxLength={140} autoComplete="off" />
        </Field>
        <Field name="number" label={t('number')} required>
          <Input maxLength={60} autoComplete="off" />
        </Field>
        <FormActions>
          <DialogCancel />
          <SubmitButton>{title}</SubmitButton>
        </FormActions>
      </ActionForm>
    </Dialog>
  );
}
