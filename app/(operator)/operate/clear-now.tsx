import { useTranslations } from 'next-intl';
import { ActionForm } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { Dialog, DialogCancel, FormActions } from '@/components/ui/dialog';
import { SubmitButton } from '@/components/ui/submit-button';
import { clearNow } from './actions';

/** Asks for a main round ahead of the clock's. */
export function ClearNow() {
  const t = useTranslations('operate');
  return (
    <Dialog
      title={t('clearTitle')}
      description={t('clearDescription')}
      trigger={<Button variant="primary">{t('clearNow')}</Button>}
    >
      <ActionForm action={clearNow} aria-label={t('clearNow')}>
        <FormActions>
          <DialogCancel />
          <SubmitButton>{t('clearNow')}</SubmitButton>
        </FormActions>
      </ActionForm>
    </Dialog>
  );
}
