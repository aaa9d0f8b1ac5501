import { unstable_rethrow } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { amountText } from '@/lib/core/amount';
import type { Refusal } from '@/lib/core/result';
import type { Ctx } from '@/lib/services/context';
import { asServiceError } from '@/lib/services/errors';
import type { STATUS_OF } from './status';

/** A failure ready for a person or a program: fixed words, the refusal's facts, the request id. */
export interface Failure {
  readonly code: keyof typeof STATUS_OF;
  /** The refusal's own code when `code` is `refused`. */
  readonly reason?: string;
  readonly message: string;
  readonly facts?: Readonly<Record<string, string | number | null>>;
  readonly fields?: Readonly<Record<string, string>>;
  readonly requestId: string;
}

/** Facts as people and JSON read them: micros become decimal amounts. */
function plainFacts(facts: Refusal['facts']): Record<string, string | number | null> {
  const entries = Object.entries(facts).map(([key, value]) =>
    typeof value === 'bigint'
      ? ([key.replace(/Micros$/, ''), key.endsWith('Micros') ? amountText(value) : value.toString()] as const)
      : ([key, value] as const),
  );
  return Object.fromEntries(entries);
}

/** Turns whatever a verb threw into a Failure; unexpected errors are logged and become fixed words. */
export async function failureOf(thrown: unknown, ctx: Pick<Ctx, 'log' | 'requestId'>): Promise<Failure> {
  unstable_rethrow(thrown);
  const t = await getTranslations('errors');
  const { requestId } = ctx;
  const error = asServiceError(thrown);
  if (!error) {
    ctx.log.error({ err: thrown, requestId }, 'request failed');
    return { code: 'internal', message: t('internal', { requestId }), requestId };
  }
  const { refusal, fields } = error.details;
  if (error.code === 'refused' && refusal) {
    const facts = plainFacts(refusal.facts);
    const key = `refusal.${refusal.code}`;
    const words = t.has(key)
      ? t(key, Object.fromEntries(Object.entries(facts).map(([k, v]) => [k, v ?? '—'])))
      : t('refused', { code: refusal.code });
    return { code: 'refused', reason: refusal.code, message: words, facts, requestId };
  }
  if (fields) {
    const worded = Object.entries(fields).map(([path, words]) => {
      const [code = '', bounds] = words.split('?', 2);
      const known = t.has(`field.${code}`);
      return [path, known ? t(`field.${code}`, Object.fromEntries(new URLSearchParams(bounds))) : words];
    });
    return { code: error.code, message: t(error.code), fields: Object.fromEntries(worded), requestId };
  }
  return { code: error.code, message: t(error.code), requestId };
}
