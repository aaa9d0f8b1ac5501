import { KeyRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { currencySymbol } from '@/components/format-amount';
import { ActionForm } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog, DialogCancel, FormActions } from '@/components/ui/dialog';
import { Field, FieldGroup, FieldRow } from '@/components/ui/field';
import { Input, NumberInput } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { createKey } from './actions';

const LIVES_DAYS = [7, 30, 90, 180, 365];

export interface CreateKeyProps {
  scopes: readonly string[];
  currency: string;
}

/** The dialog that makes a key and shows it once. */
export function CreateKey({ scopes, currency }: CreateKeyProps) {
  const t = useTranslations('account.keys');
  const permission = useTranslations('account.permission');
  return (
    <Dialog
      title={t('create')}
      description={t('createDescription')}
      trigger={
        <Button size="sm" variant="primary">
          <KeyRound aria-hidden />
          {t('create')}
        </Button>
      }
    >
      <ActionForm action={createKey} resetOnSuccess aria-label={t('create')}>
        <Field name="name" label={t('name')} hint={t('nameHint')} required>
          <Input autoComplete="off" />
        </Field>
        <FieldGroup legend={t('scopes')} description={t('scopesHint')}>
          <div className="grid gap-x-4 gap-y-1 sm:grid-cols-2">
            {scopes.map((scope) => (
              <Checkbox
                key={scope}
                name="scopes"
                value={scope}
                label={permission(scope.replace('.', '_'))}
                defaultChecked={scope.endsWith('.view')}
              />
            ))}
          </div>
        </FieldGroup>
        <FieldRow>
          <Field name="lifeDays" label={t('life')} required>
            <Select
              defaultValue="90"
              options={LIVES_DAYS.map((days) => ({ value: String(days), label: t('days', { days }) }))}
            />
          </Field>
          <Field name="spendCap" label={t('cap')} hint={t('capHint')} optional>
            <NumberInput prefix={currencySymbol(currency)} />
          </Field>
        </FieldRow>
        <FormActions>
          <DialogCancel />
          <SubmitButton>{t('createSubmit')}</SubmitButton>
        </FormActions>
      </ActionForm>
    </Dialog>
  );
}
