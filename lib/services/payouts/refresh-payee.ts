import { and, eq, isNull, lte, ne, or } from 'drizzle-orm';
import { type ChannelName, channelAccounts, organizations } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { audit } from '../audit';
import { authorizeEngine } from '../authorize';
import type { Ctx } from '../context';
import { eachDue } from '../each-due';
import type { Answer, Party, PaymentTools } from '../payments/channel';
import { makeParty } from '../payments/make-party';
import { keyIsGood } from '../payments/outside-time';
import { isPayee, lockPayee, type PayeeRef, type PayeeRow, type PayeeState } from './payees';

/** Once somebody may be paid and then may not, it is restricted; before that it is still signing up. */
const stateOf = (party: Party, before: PayeeState): PayeeState => {
  if (party.disabled) return 'disabled';
  if (party.enabled) return 'enabled';
  return before === 'enabled' || before === 'restricted' ? 'restricted' : 'onboarding';
};

/** Keeps what a channel says of a payee; what it said before is replaced, whatever it was. */
async function recordParty(ctx: Ctx, ref: PayeeRef, party: Party): Promise<PayeeState> {
  return ctx.db.asEngine(async (tx) => {
    const row = await lockPayee(tx, ref);
    assert(row, 'payee', { ...ref });
    assert(row.externalId === null || row.externalId === party.externalId, 'payee', { ...ref });
    const state = stateOf(party, row.state);
    await tx
      .update(channelAccounts)
      .set({
        externalId: party.externalId,
        state,
        requirements: [...party.requirements],
        updatedAt: ctx.now,
      })
      .where(isPayee(ref));
    if (state !== row.state)
      await audit(tx, ctx, {
        verb: 'payouts.refresh-payee',
        subjectType: 'payee',
        subjectId: `${ref.organizationId}/${ref.channel}`,
        organizationId: ref.organizationId,
        facts: { channel: ref.channel, before: row.state, state, requirements: party.requirements },
      });
    return state;
  });
}

/** A payee row with what its channel is told of the organization. */
async function loadPayee(ctx: Ctx, ref: PayeeRef) {
  const [found] = await ctx.db.asEngine((tx) =>
    tx
      .select({
        payee: channelAccounts,
        organization: organizations,
        keyIsGood: keyIsGood(channelAccounts.createdAt),
      })
      .from(channelAccounts)
      .innerJoin(organizations, eq(organizations.id, channelAccounts.organizationId))
      .where(isPayee(ref)),
  );
  return found;
}

const partyRequest = (organization: typeof organizations.$inferSelect) => ({
  organizationId: organization.id,
  // From the row alone: asking twice makes one account (L-5).
  idempotencyKey: `payee:${organization.id}`,
  registeredName: organization.registeredName,
  country: organization.country,
  email: null,
});

/**
 * Asks a channel how a payee stands, making it known there first if the channel has never answered, and keeps what it
 * says. An unknown answer changes nothing: the row stays as it is and is asked for again (L-5).
 */
export async function askPayee(ctx: Ctx, tools: PaymentTools, ref: PayeeRef): Promise<Answer<Party>> {
  const found = await loadPayee(ctx, ref);
  const channel = tools.channels[ref.channel];
  if (!found || !channel || ref.channel === 'bank')
    return { kind: 'refused', code: 'no_payee', message: 'no such payee' };
  const { externalId } = found.payee;
  const answer = externalId
    ? await channel.getPayee(externalId)
    : await makeParty(
        channel,
        { role: 'payee', keyIsGood: found.keyIsGood },
        partyRequest(found.organization),
      );
  if (answer.kind === 'done') await recordParty(ctx, ref, answer.value);
  else ctx.log.warn({ ...ref, answer: answer.message }, 'a channel doesn’t tell how a payee stands');
  return answer;
}

/** Refreshes a payee that its channel told us about by its own id; promises whether we know it and it answered. */
export async function refreshPayee(
  ctx: Ctx,
  tools: PaymentTools,
  { channel, externalId }: { readonly channel: ChannelName; readonly externalId: string },
): Promise<'refreshed' | 'not_ours' | 'unknown'> {
  authorizeEngine(ctx);
  const [row] = await ctx.db.asEngine((tx) =>
    tx
      .select({ organizationId: channelAccounts.organizationId })
      .from(channelAccounts)
      .where(
        and(
          eq(channelAccounts.channel, channel),
          eq(channelAccounts.role, 'payee'),
          eq(channelAccounts.externalId, externalId),
        ),
      ),
  );
  if (!row) return 'not_ours';
  const answer = await askPayee(ctx, tools, { organizationId: row.organizationId, channel });
  return answer.kind === 'unknown' ? 'unknown' : 'refreshed';
}

const RETRY_MS = 60_000;
const STILL_SIGNING_UP_MS = 3_600_000;

const isUnanswered = (row: Pick<PayeeRow, 'externalId'>): boolean => row.externalId === null;

/**
 * Asks again for payees whose channel never answered, every minute, and for those that are still signing up, every hour:
 * an event may get lost (L-5). Promises how many answered.
 */
export async function retryPayees(ctx: Ctx, tools: PaymentTools): Promise<number> {
  authorizeEngine(ctx);
  const before = (ms: number) => lte(channelAccounts.updatedAt, new Date(ctx.now.getTime() - ms));
  const rows = await ctx.db.asEngine((tx) =>
    tx
      .select()
      .from(channelAccounts)
      .where(
        and(
          eq(channelAccounts.role, 'payee'),
          ne(channelAccounts.channel, 'bank'),
          or(
            and(isNull(channelAccounts.externalId), before(RETRY_MS)),
            and(eq(channelAccounts.state, 'onboarding'), before(STILL_SIGNING_UP_MS)),
            and(eq(channelAccounts.state, 'restricted'), before(STILL_SIGNING_UP_MS)),
          ),
        ),
      ),
  );
  const refs = new Map(rows.map((row) => [`${row.organizationId}/${row.channel}`, row]));
  return eachDue(ctx, 'refresh-payee', [...refs.keys()], async (key) => {
    const row = refs.get(key);
    if (!row) return false;
    const answer = await askPayee(ctx, tools, row);
    // A silent channel isn't asked again at once.
    if (answer.kind !== 'done')
      await ctx.db.asEngine((tx) =>
        tx
          .update(channelAccounts)
          .set({ updatedAt: ctx.now })
          .where(and(isPayee(row), isUnanswered(row) ? isNull(channelAccounts.externalId) : undefined)),
      );
    return answer.kind === 'done';
  });
}
