import { and, eq } from 'drizzle-orm';
import { channelAccounts, organizations } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { authorizeEngine } from '../authorize';
import type { Ctx } from '../context';
import type { Answer, PaymentChannel } from './channel';
import { makeParty } from './make-party';
import { keyIsGood } from './outside-time';

const where = (organizationId: string, { name }: PaymentChannel) =>
  and(
    eq(channelAccounts.organizationId, organizationId),
    eq(channelAccounts.channel, name),
    eq(channelAccounts.role, 'payer'),
  );

/** The organization's own id at a channel as the one who pays; null while the channel knows nothing of it. */
export const findPayer = (
  ctx: Ctx,
  channel: PaymentChannel,
  organizationId: string,
): Promise<string | null> =>
  ctx.db.asEngine(async (tx) => {
    const [found] = await tx
      .select({ externalId: channelAccounts.externalId })
      .from(channelAccounts)
      .where(where(organizationId, channel));
    return found?.externalId ?? null;
  });

/** Makes the organization known to a channel as one who pays, once, with a key of its own; promises its id there. */
export async function ensurePayer(
  ctx: Ctx,
  channel: PaymentChannel,
  organizationId: string,
): Promise<Answer<string | null>> {
  authorizeEngine(ctx);
  if (!channel.keepsPayers) return { kind: 'done', value: null };
  const known = await findPayer(ctx, channel, organizationId);
  if (known) return { kind: 'done', value: known };
  const asked = await ctx.db.asEngine(async (tx) => {
    const row = {
      organizationId,
      channel: channel.name,
      role: 'payer' as const,
      state: 'pending' as const,
      updatedAt: ctx.now,
      eventAt: ctx.now,
    };
    await tx.insert(channelAccounts).values(row).onConflictDoNothing();
    const [found] = await tx
      .select({ organization: organizations, keyIsGood: keyIsGood(channelAccounts.createdAt) })
      .from(channelAccounts)
      .innerJoin(organizations, eq(organizations.id, channelAccounts.organizationId))
      .where(where(organizationId, channel));
    return found;
  });
  assert(asked, 'payer', { organizationId });
  const { organization } = asked;
  const request = {
    organizationId,
    idempotencyKey: `payer:${organizationId}`,
    registeredName: organization.registeredName,
    country: organization.country,
    email: null,
  };
  const made = await makeParty(channel, { role: 'payer', keyIsGood: asked.keyIsGood }, request);
  if (made.kind !== 'done') return made;
  await ctx.db.asEngine((tx) =>
    tx
      .update(channelAccounts)
      .set({ externalId: made.value.externalId, state: 'enabled', updatedAt: ctx.now })
      .where(where(organizationId, channel)),
  );
  return { kind: 'done', value: made.value.externalId };
}
