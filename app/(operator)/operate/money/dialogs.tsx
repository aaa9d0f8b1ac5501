import { useTranslations } from 'next-intl';
import { ActionForm } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { Dialog, DialogCancel, FormActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { explain, explainOne, readNow, retry } from './actions';

/** What an operator explains: a channel's line, or an event or answer, that fits nothing of ours. */
type Explained = { readonly movementId: string } | { readonly eventId: string };

/** An operator's words on what fits nothing of ours. */
export function ExplainDialog({ of, note }: { of: Explained; note: string | null }) {
  const t = useTranslations('reconciliation.explain');
  return (
    <Dialog
      title={t('movementId' in of ? 'title' : 'eventTitle')}
      description={t('description')}
      trigger={
        <Button size="sm" variant={note ? 'quiet' : undefined}>
          {t(note ? 'change' : 'open')}
        </Button>
      }
    >
      <ActionForm
        action={'movementId' in of ? explain : explainOne}
        hidden={{ ...of }}
        aria-label={t('title')}
      >
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
