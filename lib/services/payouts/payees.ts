import { and, desc, eq, isNotNull } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { type ChannelName, channelAccounts } from '@/db/schema';
import type { PaymentTools } from '../payments/channel';

export type PayeeRow = typeof channelAccounts.$inferSelect;
export type PayeeState = PayeeRow['state'];

/** Which payee is meant: an organization has one per channel. */
export interface PayeeRef {
  readonly organizationId: string;
  readonly channel: ChannelName;
}

export const isPayee = ({ organizationId, channel }: PayeeRef) =>
  and(
    eq(channelAccounts.organizationId, organizationId),
    eq(channelAccounts.channel, channel),
    eq(channelAccounts.role, 'payee'),
  );

/** An organization's payees, the one chosen last first. */
export const listPayees = (tx: Tx, organizationId: string): Promise<PayeeRow[]> =>
  tx
    .select()
    .from(channelAccounts)
    .where(
      and(
        eq(channelAccounts.organizationId, organizationId),
        eq(channelAccounts.role, 'payee'),
        isNotNull(channelAccounts.chosenAt),
      ),
    )
    .orderBy(desc(channelAccounts.chosenAt), channelAccounts.channel);

/** Where payouts go: of the payees at channels this market uses, the enabled one chosen last. */
export const paidTo = (payees: readonly PayeeRow[], { channels }: PaymentTools): PayeeRow | null =>
  payees.find(({ state, channel }) => state === 'enabled' && channels[channel] !== undefined) ?? null;

export async function lockPayee(tx: Tx, ref: PayeeRef): Promise<PayeeRow | undefined> {
  const [row] = await tx.select().from(channelAccounts).where(isPayee(ref)).for('update');
  return row;
}
