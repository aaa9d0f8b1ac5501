import { asc } from 'drizzle-orm';
import { marketSettings, publishedNodes } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { authorize } from '../authorize';
import type { Ctx } from '../context';
import { currentTerms } from '../market/current-terms';

export interface ListingTerms {
  readonly nodes: readonly {
    readonly code: string;
    readonly kind: 'national' | 'regional' | 'industry';
    readonly nameEn: string;
    readonly nameZh: string;
    readonly region: string | null;
  }[];
  readonly currency: string;
  readonly feeBps: number;
  readonly startGraceMinutes: number;
  readonly horizonHours: number;
  readonly askRaiseNoticeHours: number;
}

/** What a provider chooses from and is held to when it lists a pool: nodes, fee, grace, horizon, notice. */
export async function getListingTerms(ctx: Ctx): Promise<ListingTerms> {
  const organizationId = authorize(ctx, 'pools.view');
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const terms = await currentTerms(tx, ctx.now);
    const [settings] = await tx.select({ currency: marketSettings.currency }).from(marketSettings);
    assert(settings, 'market settings');
    return {
      nodes: await tx.select().from(publishedNodes).orderBy(asc(publishedNodes.code)),
      currency: settings.currency,
      feeBps: terms.feeBps,
      startGraceMinutes: terms.startGraceMinutes,
      horizonHours: terms.horizonHours,
      askRaiseNoticeHours: terms.askRaiseNoticeHours,
    };
  });
}
