import Form from 'next/form';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Button } from '../ui/button';
import { Input } from '../ui/input';

/** Takes an identifier to its page. */
export function LookupForm({ code = '' }: { code?: string }) {
  const t = useTranslations('market.identifier');
  const id = useId();
  return (
    <Form action="/id" role="search" className="flex max-w-xl items-end gap-2">
      <div className="flex min-w-0 grow flex-col gap-1">
        <label htmlFor={id} className="text-xs text-muted">
          {t('code')}
        </label>
        <Input
          id={id}
          name="code"
          defaultValue={code}
          placeholder={t('placeholder')}
          autoComplete="off"
          spellCheck={false}
          required
          maxLength={80}
          className="font-mono uppercase"
        />
      </div>
      <Button type="submit">{t('resolve')}</Button>
    </Form>
  );
}
