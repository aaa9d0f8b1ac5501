import { asc, desc } from 'drizzle-orm';
import { z } from 'zod';
import { marketTerms, publishedMarketTerms } from '@/db/schema';
import { parseAmount } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import { hourOf } from '@/lib/core/hours';
import { changeTerms as admitChange, TermsValues, termsAt } from '@/lib/market/terms';
import { audit } from '../audit';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { refuseWith, ServiceError } from '../errors';
import { marketCurrency } from './market-currency';

const AMOUNT = /^\d{1,12}(\.\d{1,6})?$/;

/** Terms as a form or a program writes them: the payout minimum as an amount, the start as an instant. */
export const ChangeTermsInput = z.strictObject({
  values: TermsValues.omit({ payoutMinimumMicros: true }).extend({
    payoutMinimum: z.string().trim().regex(AMOUNT, 'amount'),
  }),
  /** The hour from which they hold, as the instant at which it starts. */
  validFrom: z.iso.datetime({ error: 'required' }),
  note: z.string().trim().min(3, 'required').max(2000),
});

export type MarketTermsVersion = typeof publishedMarketTerms.$inferSelect;

export interface TermsVersions {
  /** Newest first. */
  readonly versions: readonly MarketTermsVersion[];
  readonly current: MarketTermsVersion;
  readonly currency: string;
}

/** Every version of the market's terms; public (M-19). */
export async function listTerms(ctx: Ctx): Promise<TermsVersions> {
  const { versions, currency } = await ctx.db.asPublic(async (tx) => ({
    versions: await tx.select().from(publishedMarketTerms).orderBy(desc(publishedMarketTerms.version)),
    currency: await marketCurrency(tx),
  }));
  const current = termsAt(versions, hourOf(ctx.now));
  assert(current, 'M-19', { missing: 'terms in force' });
  return { versions, current, currency };
}

/** The operator announces new terms from an hour on, with notice and a reason; earlier versions stand (M-19). */
export async function changeTerms(ctx: Ctx, raw: unknown): Promise<{ readonly version: number }> {
  authorize(ctx, 'terms.change');
  const { values, validFrom, note } = parseInput(ChangeTermsInput, raw);
  const { payoutMinimum, ...rest } = values;
  const amount = parseAmount(payoutMinimum);
  if (!amount.ok) throw new ServiceError('invalid_input', { fields: { 'values.payoutMinimum': 'amount' } });
  return ctx.db.asEngine(async (tx) => {
    const versions = await tx.select().from(marketTerms).orderBy(asc(marketTerms.version));
    const latest = versions.at(-1);
    assert(latest, 'M-19', { missing: 'market_terms' });
    const from = hourOf(new Date(validFrom));
    const admitted = admitChange(latest, { ...rest, payoutMinimumMicros: amount.value }, from, ctx.now);
    if (!admitted.ok) return refuseWith(admitted.refusal);
    await tx
      .insert(marketTerms)
      .values({ ...admitted.value, changedByPersonId: ctx.actor.personId, note, eventAt: ctx.now });
    const { version } = admitted.value;
    await audit(tx, ctx, {
      verb: 'market.change-terms',
      subjectType: 'market_terms',
      subjectId: String(version),
      facts: { validFrom, note, ...rest, payoutMinimum },
    });
    return { version };
  });
}
