'use client';
import { Download } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { Alert } from '../ui/alert';
import { Button, buttonClass, LinkButton } from '../ui/button';
import { Panel } from '../ui/card';
import { FormActions } from '../ui/dialog';
import { Field } from '../ui/field';
import { FileInput, Textarea } from '../ui/input';
import { useToast } from '../ui/toast';
import { type ImportAnswer, ImportResult } from './import-result';

const ENDPOINT = '/api/v1/pools/import';

interface Failed {
  readonly message: string;
  readonly requestId?: string;
}

type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failed };

async function send<T>(body: object, unreachable: string): Promise<Answer<T>> {
  try {
    const response = await fetch(ENDPOINT, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer = await response.json();
    return response.ok ? { ok: true, value: answer } : { ok: false, failure: answer.error };
  } catch {
    return { ok: false, failure: { message: unreachable } };
  }
}

/** Lists many pools from a file: first a dry run with every error by line and column, then all of them or none. */
export function ImportForm() {
  const t = useTranslations('supply.import');
  const unreachable = useTranslations('common.form')('unreachable');
  const router = useRouter();
  const toast = useToast();
  const [csv, setCsv] = useState('');
  const [checked, setChecked] = useState<ImportAnswer | null>(null);
  const [failure, setFailure] = useState<Failed | null>(null);
  const [pending, start] = useTransition();

  const check = (text: string) =>
    start(async () => {
      setChecked(null);
      setFailure(null);
      const answer = await send<ImportAnswer>({ csv: text, dryRun: true }, unreachable);
      if (answer.ok) setChecked(answer.value);
      else setFailure(answer.failure);
    });
  const commit = () =>
    start(async () => {
      const answer = await send<{ pools: readonly unknown[] }>({ csv }, unreachable);
      if (!answer.ok) return setFailure(answer.failure);
      toast({ tone: 'success', message: t('done', { count: answer.value.pools.length }) });
      router.push('/sell/pools');
    });
  const ready = checked !== null && checked.errors.length === 0 && checked.pools.length > 0;

  return (
    <div className="flex flex-col gap-4">
      <Panel
        title={t('file.title')}
        description={t('file.description')}
        actions={
          <a href={ENDPOINT} download="pools-sample.csv" className={buttonClass('secondary', 'sm')}>
            <Download aria-hidden />
            {t('sample')}
          </a>
        }
      >
        <div className="flex flex-col gap-4">
          <Field name="file" label={t('file.label')} hint={t('file.hint')}>
            <FileInput
              accept=".csv,text/csv,text/plain"
              onChange={async (event) => {
                const text = await event.target.files?.[0]?.text();
                if (text === undefined) return;
                setCsv(text);
                check(text);
              }}
            />
          </Field>
          <Field name="csv" label={t('text.label')} hint={t('text.hint')}>
            <Textarea
              rows={6}
              spellCheck={false}
              value={csv}
              onChange={(event) => {
                setCsv(event.target.value);
                setChecked(null);
              }}
              className="font-mono text-xs! whitespace-pre"
            />
          </Field>
          <FormActions>
            <LinkButton href="/sell/pools">{t('cancel')}</LinkButton>
            <Button
              variant={ready ? 'secondary' : 'primary'}
              pending={pending && !ready}
              disabled={csv.trim() === ''}
              onClick={() => check(csv)}
            >
              {t('check')}
            </Button>
            <Button
              variant={ready ? 'primary' : 'secondary'}
              pending={pending && ready}
              disabled={!ready}
              onClick={commit}
            >
              {ready ? t('commit', { count: checked.pools.length }) : t('commitNone')}
            </Button>
          </FormActions>
        </div>
      </Panel>
      {failure && (
        <Alert tone="error" title={failure.message}>
          {failure.requestId}
        </Alert>
      )}
      {checked && <ImportResult answer={checked} />}
    </div>
  );
}
