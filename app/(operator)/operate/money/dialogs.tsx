import { useTranslations } from 'next-intl';
import { ActionForm } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { Dialog, DialogCancel, FormActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { explain, readNow, retry } from './actions';

/** An operator's words on a channel's line that fits nothing of ours. */
export function ExplainDialog({ movementId, note }: { movementId: string; note: string | null }) {
  const t = useTranslations('reconciliation.explain');
  return (
    <Dialog
      title={t('title')}
      description={t('description')}
      trigger={
        <Button size="sm" variant={note ? 'quiet' : undefined}>
          {t(note ? 'change' : 'open')}
        </Button>
      }
    >
      <ActionForm action={explain} hidden={{ movementId }} aria-label={t('title')}>
        <Field name="note" label={t('note')} hint={t('noteHint')} required>
          <Textarea rows={3} defaultValue={note ?? ''} />
        </Field>
        <FormActions>
          <DialogCancel />
          <SubmitButton>{t('save')}</SubmitButton>
        </FormActions>
      </ActionForm>
    </Dialog>
  );
}

export function RetryForm({ eventId }: { eventId: string }) {
  const t = useTranslations('reconciliation.event');
  return (
    <ActionForm action={retry} hidden={{ eventId }} aria-label={t('retry')}>
      <SubmitButton size="sm" variant="secondary">
        {t('retry')}
      </SubmitButton>
    </ActionForm>
  );
}

export function ReadNowForm() {
  const t = useTranslations('reconciliation');
  return (
    <ActionForm action={readNow} aria-label={t('readNow')}>
      <SubmitButton variant="secondary">{t('readNow')}</SubmitButton>
    </ActionForm>
  );
}
