import { useTranslations } from 'next-intl';
import { ActionForm } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { Dialog, DialogCancel, FormActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { admit, suspend } from './actions';

interface DecideProps {
  organizationId: string;
  name: string;
}

export function AdmitDialog({ organizationId, name }: DecideProps) {
  const t = useTranslations('members');
  return (
    <Dialog
      title={t('admitTitle', { name })}
      description={t('admitDescription')}
      trigger={<Button size="sm">{t('admit')}</Button>}
    >
      <ActionForm action={admit} hidden={{ organizationId }} aria-label={t('admit')}>
        <Field name="note" label={t('note')} hint={t('noteHint')} optional>
          <Textarea rows={2} />
        </Field>
        <FormActions>
          <DialogCancel />
          <SubmitButton>{t('admit')}</SubmitButton>
        </FormActions>
      </ActionForm>
    </Dialog>
  );
}

export function SuspendDialog({ organizationId, name }: DecideProps) {
  const t = useTranslations('members');
  return (
    <Dialog
      title={t('suspendTitle', { name })}
      description={t('suspendDescription')}
      trigger={
        <Button size="sm" variant="quiet">
          {t('suspend')}
        </Button>
      }
    >
      <ActionForm action={suspend} hidden={{ organizationId }} aria-label={t('suspend')}>
        <Field name="reason" label={t('reason')} hint={t('reasonHint')} required>
          <Textarea rows={3} />
        </Field>
        <FormActions>
          <DialogCancel />
          <SubmitButton variant="danger">{t('suspend')}</SubmitButton>
        </FormActions>
      </ActionForm>
    </Dialog>
  );
}
