import { useTranslations } from 'next-intl';
import { ActionForm } from '@/components/ui/action-form';
import { FormActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { changeOwnPassword } from './actions';

export function PasswordForm() {
  const t = useTranslations('account.password');
  return (
    <ActionForm action={changeOwnPassword} aria-label={t('title')}>
      <Field name="present" label={t('present')} required>
        <Input type="password" autoComplete="current-password" />
      </Field>
      <Field name="password" label={t('new')} hint={t('hint')} required>
        <Input type="password" autoComplete="new-password" />
      </Field>
      <Field name="repeated" label={t('repeated')} required>
        <Input type="password" autoComplete="new-password" />
      </Field>
      <FormActions>
        <SubmitButton>{t('submit')}</SubmitButton>
      </FormActions>
    </ActionForm>
  );
}
