import { and, eq, inArray, ne } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { channelAccounts, marketSettings, payments } from '@/db/schema';
import { payeeRestsUntil } from '@/lib/ledger/payout';
import { audit } from '../audit';
import { authorizeTrading, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { refuseWith, ServiceError } from '../errors';
import type { PaymentTools } from '../payments/channel';
import { isPayee, type PayeeRef, type PayeeState } from './payees';
import { askPayee } from './refresh-payee';

export const SetUpPayeeInput = z.strictObject({ channel: z.enum(['stripe', 'sandbox']) });

/** Whether a payee named now takes the place of another: the organization has been paid, or could have been, elsewhere. */
export async function replacesPayee(tx: Tx, ref: PayeeRef): Promise<boolean> {
  const [other] = await tx
    .select({ channel: channelAccounts.channel })
    .from(channelAccounts)
    .where(
      and(
        eq(channelAccounts.organizationId, ref.organizationId),
        eq(channelAccounts.role, 'payee'),
        ne(channelAccounts.channel, ref.channel),
        inArray(channelAccounts.state, ['enabled', 'restricted']),
      ),
    )
    .limit(1);
  if (other) return true;
  const [paid] = await tx
    .select({ id: payments.id })
    .from(payments)
    .where(and(eq(payments.organizationId, ref.organizationId), eq(payments.kind, 'payout')))
    .limit(1);
  return paid !== undefined;
}

/** The row stands before the channel is asked (L-5); standing ones are left as they are. */
async function insertPayee(ctx: Ctx, ref: PayeeRef): Promise<void> {
  await ctx.db.asEngine(async (tx) => {
    const row = {
      ...ref,
      role: 'payee' as const,
      state: 'pending' as const,
      chosenAt: ctx.now,
      restsUntil: payeeRestsUntil(ctx.now, await replacesPayee(tx, ref)),
      updatedAt: ctx.now,
      eventAt: ctx.now,
    };
    const made = await tx
      .insert(channelAccounts)
      .values(row)
      .onConflictDoNothing()
      .returning({ channel: channelAccounts.channel });
    if (made.length === 0) return;
    await audit(tx, ctx, {
      verb: 'payouts.set-up-payee',
      subjectType: 'payee',
      subjectId: `${ref.organizationId}/${ref.channel}`,
      facts: { channel: ref.channel, restsUntil: row.restsUntil?.toISOString() ?? null },
    });
  });
}

/** Whether this is a real market, which knows no play money. */
const isReal = (ctx: Ctx): Promise<boolean> =>
  ctx.db.asEngine(async (tx) => {
    const [settings] = await tx.select({ purpose: marketSettings.purpose }).from(marketSettings);
    return settings?.purpose === 'production';
  });

export interface PayeeAsked {
  /** `pending`: the channel hasn't answered, and is asked again by itself. */
  readonly state: PayeeState;
  /** The hosted page on which the provider tells the channel who it is; null when nothing is wanted. */
  readonly onboardingUrl: string | null;
}

/**
 * A provider sets up where it is paid at a channel that keeps payees: the channel is asked to make it known, once, and
 * says on which hosted page to go on. Sent again, it goes on where it stands: an unanswered call is the same call (L-5).
 */
export async function setUpPayee(ctx: Ctx, tools: PaymentTools, raw: unknown): Promise<PayeeAsked> {
  const organizationId = authorizeTrading(ctx, 'payouts.manage');
  const { channel: name } = parseInput(SetUpPayeeInput, raw);
  const channel = tools.channels[name];
  if (!channel) return refuseWith({ code: 'channel_not_set_up', facts: { channel: name } });
  const ref = { organizationId, channel: name };
  if (name === 'sandbox' && (await isReal(ctx))) return refuseWith({ code: 'sandbox_only', facts: {} });
  await insertPayee(ctx, ref);
  const answer = await askPayee(ctx, tools, ref);
  if (answer.kind === 'unknown') return { state: 'pending', onboardingUrl: null };
  if (answer.kind === 'refused')
    return refuseWith({ code: 'payee_refused', facts: { channel: name, answer: answer.message } });
  const [row] = await ctx.db.asOrganization(organizationId, (tx) =>
    tx.select({ state: channelAccounts.state }).from(channelAccounts).where(isPayee(ref)),
  );
  const state = row?.state ?? 'pending';
  const { externalId, disabled, enabled, requirements } = answer.value;
  if (disabled || (enabled && requirements.length === 0)) return { state, onboardingUrl: null };
  const page = await channel.onboardingUrl(externalId, `${tools.appOrigin}/sell/payouts/return`);
  if (page.kind === 'unknown') throw new ServiceError('unavailable');
  if (page.kind === 'refused')
    return refuseWith({ code: 'payee_refused', facts: { channel: name, answer: page.message } });
  return { state, onboardingUrl: page.value };
}

/** The provider is back from its channel's page, or wants to know: its channels are asked how its payees stand. */
export async function checkPayees(ctx: Ctx, tools: PaymentTools): Promise<void> {
  const organizationId = authorizeTrading(ctx, 'payouts.manage');
  const rows = await ctx.db.asOrganization(organizationId, (tx) =>
    tx
      .select({ channel: channelAccounts.channel })
      .from(channelAccounts)
      .where(
        and(
          eq(channelAccounts.organizationId, organizationId),
          eq(channelAccounts.role, 'payee'),
          ne(channelAccounts.channel, 'bank'),
        ),
      ),
  );
  for (const { channel } of rows) await askPayee(ctx, tools, { organizationId, channel });
}
