import { eq, or } from 'drizzle-orm';
import { z } from 'zod';
import { publishedIdentifiers, publishedNodes, publishedPools } from '@/db/schema';
import { checkPoolCode } from '@/lib/compute/identifier';
import { parseInput } from '../authorize';
import type { Ctx } from '../context';
import { notFound, refuseWith } from '../errors';

const ResolveInput = z.strictObject({ code: z.string().trim().max(80) });

/** What an identifier stands for; a revoked one still resolves (O-1). */
export interface ResolvedIdentifier {
  readonly code: string;
  readonly officialCode: string | null;
  readonly poolId: string;
  readonly poolName: string;
  readonly status: 'issued' | 'registered' | 'active' | 'suspended' | 'revoked';
  readonly node: { readonly code: string; readonly nameEn: string; readonly nameZh: string };
  readonly region: string;
  readonly chip: string;
  readonly cards: number;
  readonly providerName: string;
  readonly issuedAt: Date;
}

/**
 * Resolves a pool's provisional or official code in any case; public. Refuses `not_a_pool_code` and
 * `wrong_check_character`; a well-formed code that was never issued is not_found.
 */
export async function resolveIdentifier(ctx: Ctx, raw: unknown): Promise<ResolvedIdentifier> {
  const { code } = parseInput(ResolveInput, raw);
  const [found] = await ctx.db.asPublic((tx) =>
    tx
      .select({
        code: publishedIdentifiers.code,
        officialCode: publishedIdentifiers.officialCode,
        poolId: publishedIdentifiers.poolId,
        poolName: publishedPools.name,
        status: publishedIdentifiers.status,
        node: { code: publishedNodes.code, nameEn: publishedNodes.nameEn, nameZh: publishedNodes.nameZh },
        region: publishedIdentifiers.region,
        chip: publishedIdentifiers.chip,
        cards: publishedPools.cards,
        providerName: publishedIdentifiers.providerName,
        issuedAt: publishedPools.eventAt,
      })
      .from(publishedIdentifiers)
      .innerJoin(publishedPools, eq(publishedPools.id, publishedIdentifiers.poolId))
      .innerJoin(publishedNodes, eq(publishedNodes.code, publishedIdentifiers.nodeCode))
      .where(
        or(eq(publishedIdentifiers.code, code.toUpperCase()), eq(publishedIdentifiers.officialCode, code)),
      ),
  );
  if (found) return found;
  const checked = checkPoolCode(code);
  if (!checked.ok) return refuseWith(checked.refusal);
  throw notFound();
}
