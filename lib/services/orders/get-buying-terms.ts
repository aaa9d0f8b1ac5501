import { and, eq } from 'drizzle-orm';
import { accounts, marketSettings } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { nextRoundTick } from '@/lib/market/round-tick';
import { authorize } from '../authorize';
import type { Ctx } from '../context';
import { currentTerms } from '../market/current-terms';

/** What every page of a buyer needs of the market: its money, its rounds and the terms an order is made under. */
export interface BuyingTerms {
  readonly currency: string;
  /** What the organization can spend now, micros. */
  readonly availableMicros: bigint;
  readonly heldMicros: bigint;
  readonly disputedMicros: bigint;
  readonly nextRoundAt: Date;
  readonly mainRoundSeconds: number;
  readonly quoteLifeSeconds: number;
  readonly leadMinutes: number;
  readonly horizonHours: number;
  readonly acceptanceWindowHours: number;
  readonly taxBps: number;
}

/** The market's terms in force and the organization's balances. */
export async function getBuyingTerms(ctx: Ctx): Promise<BuyingTerms> {
  const organizationId = authorize(ctx, 'jobs.view');
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const terms = await currentTerms(tx, ctx.now);
    const [settings] = await tx.select({ currency: marketSettings.currency }).from(marketSettings);
    assert(settings, 'market settings');
    const own = await tx
      .select({ kind: accounts.kind, balanceMicros: accounts.balanceMicros })
      .from(accounts)
      .where(and(eq(accounts.organizationId, organizationId), eq(accounts.currency, settings.currency)));
    const balance = (kind: string) => own.find((account) => account.kind === kind)?.balanceMicros ?? 0n;
    return {
      currency: settings.currency,
      availableMicros: balance('available'),
      heldMicros: balance('held'),
      disputedMicros: balance('disputed'),
      nextRoundAt: nextRoundTick(ctx.now, terms.mainRoundSeconds),
      mainRoundSeconds: terms.mainRoundSeconds,
      quoteLifeSeconds: terms.quoteLifeSeconds,
      leadMinutes: terms.leadMinutes,
      horizonHours: terms.horizonHours,
      acceptanceWindowHours: terms.acceptanceWindowHours,
      taxBps: terms.taxBps,
    };
  });
}
