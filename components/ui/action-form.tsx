'use client';
import { clsx } from 'clsx';
import { unstable_rethrow, useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import {
  type ReactNode,
  startTransition,
  useActionState,
  useContext,
  useEffect,
  useEffectEvent,
  useRef,
} from 'react';
import type { ActionResult, FormActionFn } from './action-result';
import { Alert } from './alert';
import { Code } from './code';
import { CopyableCode } from './copy-button';
import { DialogCloseContext } from './dialog';
import { FormErrorsContext } from './form-context';
import { useToast } from './toast';

export interface ActionFormProps {
  action: FormActionFn;
  children: ReactNode;
  /** Empties the form when the action succeeded and stays on the page. */
  resetOnSuccess?: boolean;
  /**
   * Adds a field of this name with an id that stays the same until an answer arrives, so that sending twice
   * (a lost connection, an impatient second press) places one order (M-8).
   */
  requestIdField?: string;
  /** Ticks or values that aren't typed: ids, versions. */
  hidden?: Readonly<Record<string, string>>;
  className?: string;
  'aria-label'?: string;
}

const NO_ERRORS = {};

/** A form around a server action: keeps what was typed, puts errors beside their fields, says what succeeded. */
export function ActionForm(props: ActionFormProps) {
  const { action, children, resetOnSuccess = false, requestIdField, hidden, className } = props;
  const t = useTranslations('common.form');
  const form = useRef<HTMLFormElement>(null);
  const requestId = useRef<string | null>(null);
  const toast = useToast();

  const [result, submit] = useActionState(async (_: ActionResult | null, data: FormData) => {
    if (requestIdField) {
      requestId.current ??= crypto.randomUUID();
      data.set(requestIdField, requestId.current);
    }
    try {
      const answer = await action(data);
      requestId.current = null;
      // Said here and not after rendering: what succeeded may have taken the form away with its row.
      if (answer.ok && answer.message && !answer.secret) toast({ tone: 'success', message: answer.message });
      return answer;
    } catch (error) {
      rethrowNavigation(error, requestId);
      return { ok: false, code: 'unreachable', message: t('unreachable') } satisfies ActionResult;
    }
  }, null);
  useAfterResult(result, form, resetOnSuccess);

  return (
    <form
      ref={form}
      action={submit}
      noValidate
      aria-label={props['aria-label']}
      onSubmit={(event) => {
        // Submitting by hand keeps the typed input: a form's own action empties it afterwards.
        event.preventDefault();
        const submitter = (event.nativeEvent as SubmitEvent).submitter;
        const data = new FormData(event.currentTarget, submitter);
        startTransition(() => submit(data));
      }}
      className={clsx('flex min-w-0 flex-col gap-4 [&>button]:self-start', className)}
    >
      {hidden &&
        Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
      {result && !result.ok && <FormError result={result} />}
      {result?.ok && result.secret && <FormSecret message={result.message} secret={result.secret} />}
      <FormErrorsContext value={(result && !result.ok && result.fields) || NO_ERRORS}>
        {children}
      </FormErrorsContext>
    </form>
  );
}

/** A redirect is an answer too: it passes through, and the next sending is a new request. */
function rethrowNavigation(error: unknown, requestId: React.RefObject<string | null>) {
  try {
    unstable_rethrow(error);
  } catch (navigation) {
    requestId.current = null;
    throw navigation;
  }
}

function FormSecret({ message, secret }: { message: string | undefined; secret: string }) {
  const t = useTranslations('common.form');
  return (
    <Alert tone="success" title={message}>
      <p>{t('secretOnce')}</p>
      <CopyableCode text={secret} />
    </Alert>
  );
}

function FormError({ result }: { result: Extract<ActionResult, { ok: false }> }) {
  const t = useTranslations('common');
  return (
    <Alert tone="error" title={result.message}>
      {result.requestId && (
        <>
          {t('requestId')} <Code>{result.requestId}</Code>
        </>
      )}
    </Alert>
  );
}

function useAfterResult(
  result: ActionResult | null,
  form: React.RefObject<HTMLFormElement | null>,
  resetOnSuccess: boolean,
) {
  const router = useRouter();
  const closeDialog = useContext(DialogCloseContext);
  const after = useEffectEvent((answer: ActionResult) => {
    if (!answer.ok) {
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      return;
    }
    if (resetOnSuccess) form.current?.reset();
    if (!answer.secret) closeDialog?.();
    if (answer.redirectTo) router.push(answer.redirectTo);
    router.refresh();
  });
  useEffect(() => {
    if (result) after(result);
  }, [result]);
}
