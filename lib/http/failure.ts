import { unstable_rethrow } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { amountText } from '@/lib/core/amount';
import { amountWords } from '@/lib/core/amount-words';
import type { Refusal } from '@/lib/core/result';
import type { Ctx } from '@/lib/services/context';
import { asServiceError } from '@/lib/services/errors';
import { marketCurrency } from '@/lib/services/market/market-currency';
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

/** Facts as sentences hold them: micros become grouped amounts with the currency's sign. */
function wordFacts(facts: Refusal['facts'], currency: string): Record<string, string | number> {
  const entries = Object.entries(facts).map(([key, value]) =>
    typeof value === 'bigint' && key.endsWith('Micros')
      ? ([key.replace(/Micros$/, ''), amountWords(value, currency)] as const)
      : ([key, typeof value === 'bigint' ? value.toString() : (value ?? '—')] as const),
  );
  return Object.fromEntries(entries);
}

/** The words of a refusal, in the person's language; the currency is looked up only where there is money in it. */
async function refusalWords(refusal: Refusal, ctx: Pick<Ctx, 'db'>): Promise<string> {
  const t = await getTranslations('errors');
  const key = `refusal.${refusal.code}`;
  if (!t.has(key)) return t('refused', { code: refusal.code });
  const hasMoney = Object.keys(refusal.facts).some((name) => name.endsWith('Micros'));
  return t(key, wordFacts(refusal.facts, hasMoney ? await ctx.db.asPublic(marketCurrency) : ''));
}

/** Facts as JSON carries them: micros become decimal amounts. */
function plainFacts(facts: Refusal['facts']): Record<string, string | number | null> {
  const entries = Object.entries(facts).map(([key, value]) =>
    typeof value === 'bigint'
      ? ([key.replace(/Micros$/, ''), key.endsWith('Micros') ? amountText(value) : value.toString()] as const)
      : ([key, value] as const),
  );
  return Object.fromEntries(entries);
}

/** Turns whatever a verb threw into a Failure; unexpected errors are logged and become fixed words. */
export async function failureOf(
  thrown: unknown,
  ctx: Pick<Ctx, 'db' | 'log' | 'requestId'>,
): Promise<Failure> {
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
    const message = await refusalWords(refusal, ctx);
    return { code: 'refused', reason: refusal.code, message, facts, requestId };
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
