'use client';
import { useTranslations } from 'next-intl';
import { ActionForm } from '@/components/ui/action-form';
import type { ActionResult, FormActionFn } from '@/components/ui/action-result';
import { Checkbox } from '@/components/ui/checkbox';
import { FormActions } from '@/components/ui/dialog';
import { Field, FieldGroup, FieldRow } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select, type SelectOption } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { AddressInputs } from '../address-inputs';
import { postCredentials } from '../sign-in/post-credentials';
import { leaveFor } from '../sign-in/sign-in-form';

/** Registers a person with their organization and signs them in with the password just chosen. */
export function RegisterForm({
  register,
  countries,
}: {
  register: FormActionFn;
  countries: readonly SelectOption[];
}) {
  const t = useTranslations('account.register');
  const registerAndEnter = async (form: FormData): Promise<ActionResult> => {
    const answer = await register(form);
    if (!answer.ok) return answer;
    const refused = await postCredentials(String(form.get('email')), String(form.get('password')));
    return leaveFor(refused === null ? '/account' : '/sign-in?note=registered');
  };
  return (
    <ActionForm action={registerAndEnter} aria-label={t('title')} className="gap-6!">
      <FieldGroup legend={t('person')}>
        <Field name="name" label={t('name')} required>
          <Input autoComplete="name" />
        </Field>
        <FieldRow>
          <Field name="email" label={t('email')} required>
            <Input type="email" autoComplete="email" spellCheck={false} />
          </Field>
          <Field name="password" label={t('password')} hint={t('passwordHint')} required>
            <Input type="password" autoComplete="new-password" />
          </Field>
        </FieldRow>
      </FieldGroup>
      <FieldGroup legend={t('organization')} description={t('organizationHint')}>
        <Field name="registeredName" label={t('registeredName')} required>
          <Input autoComplete="organization" />
        </Field>
        <FieldRow>
          <Field name="country" label={t('country')} required>
            <Select options={countries} defaultValue="CN" />
          </Field>
          <Field
            name="registrationNumber"
            label={t('registrationNumber')}
            hint={t('registrationHint')}
            required
          >
            <Input autoComplete="off" spellCheck={false} />
          </Field>
        </FieldRow>
        <AddressInputs optional />
        <Field
          name="controllingGroup"
          label={t('controllingGroup')}
          hint={t('controllingGroupHint')}
          optional
        >
          <Input autoComplete="off" />
        </Field>
        <div className="flex flex-col gap-2">
          <Checkbox name="buyer" label={t('buyer')} hint={t('buyerHint')} defaultChecked />
          <Checkbox name="provider" label={t('provider')} hint={t('providerHint')} />
        </div>
      </FieldGroup>
      <FormActions>
        <SubmitButton size="lg">{t('submit')}</SubmitButton>
      </FormActions>
    </ActionForm>
  );
}
