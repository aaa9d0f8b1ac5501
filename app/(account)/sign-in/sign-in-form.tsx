'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ActionForm } from '@/components/ui/action-form';
import type { ActionResult } from '@/components/ui/action-result';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { postCredentials, startSingleSignOn } from './post-credentials';
import { signInWords } from './sign-in-words';

export interface SignInFormProps {
  /** Where the person goes once signed in. */
  to: string;
  /** The name of the single sign-on, when the market has one. */
  singleSignOn: string | null;
}

/** Leaves for a page of this site with a fresh frame; never resolves, so that the form stays busy until then. */
export function leaveFor(path: string): Promise<never> {
  window.location.assign(path);
  return new Promise(() => {});
}

export function SignInForm({ to, singleSignOn }: SignInFormProps) {
  const t = useTranslations('account.signIn');
  const errors = useTranslations('errors');
  const signIn = async (form: FormData): Promise<ActionResult> => {
    const word = await postCredentials(String(form.get('email')), String(form.get('password')));
    if (word === null) return leaveFor(to);
    return { ok: false, code: word, message: signInWords(errors, word) };
  };
  return (
    <div className="flex flex-col gap-4">
      <ActionForm action={signIn} aria-label={t('title')}>
        <Field name="email" label={t('email')} required>
          <Input type="email" autoComplete="username" autoFocus spellCheck={false} />
        </Field>
        <Field name="password" label={t('password')} required>
          <Input type="password" autoComplete="current-password" />
        </Field>
        <SubmitButton size="lg" className="w-full">
          {t('submit')}
        </SubmitButton>
      </ActionForm>
      {singleSignOn !== null && <SingleSignOn name={singleSignOn} to={to} />}
    </div>
  );
}

function SingleSignOn({ name, to }: { name: string; to: string }) {
  const t = useTranslations('account.signIn');
  const errors = useTranslations('errors');
  const [pending, setPending] = useState(false);
  const [word, setWord] = useState<string | null>(null);
  const start = async () => {
    setPending(true);
    const refused = await startSingleSignOn(to).catch(() => 'unavailable');
    setWord(refused);
    if (refused !== null) setPending(false);
  };
  return (
    <div className="flex flex-col gap-3 border-t border-line pt-4">
      {word !== null && <Alert tone="error" title={signInWords(errors, word)} />}
      <Button size="lg" pending={pending} onClick={start} className="w-full">
        {t('singleSignOn', { name })}
      </Button>
    </div>
  );
}
