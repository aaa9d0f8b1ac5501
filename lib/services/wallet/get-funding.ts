import { type ChannelName, marketSettings } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { authorize } from '../authorize';
import type { Ctx } from '../context';
import { owedMicros } from '../ledger/receivable-stands';
import { currentTerms } from '../market/current-terms';
import type { PaymentTools } from '../payments/channel';
import { mostTopUpMicros } from '../payments/channel-limits';
import { listReturnable } from './list-returnable';

/** As people are offered them. */
const CHANNELS_IN_ORDER: readonly ChannelName[] = ['stripe', 'bank', 'sandbox'];

/** A way money comes in here. */
export interface OfferedChannel {
  readonly name: ChannelName;
  /** The most that one top-up may bring in. */
  readonly mostMicros: bigint;
}

/** How an organization's money can come in and go out: the market's channels, what it owes, and what may go back where. */
export async function getFunding(ctx: Ctx, tools: PaymentTools) {
  const organizationId = authorize(ctx, 'wallet.view');
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const [settings] = await tx.select().from(marketSettings);
    assert(settings, 'market settings');
    const { currency, purpose } = settings;
    const { cardFinalDays } = await currentTerms(tx, ctx.now);
    const channels = CHANNELS_IN_ORDER.filter(
      (name) => tools.channels[name] && !(name === 'sandbox' && purpose === 'production'),
    ).map((name): OfferedChannel => ({ name, mostMicros: mostTopUpMicros(name, currency) }));
    return {
      currency,
      channels,
      cardFinalDays,
      owedMicros: await owedMicros(tx, organizationId),
      withdrawable: await listReturnable(tx, organizationId),
    };
  });
}
export type Funding = Awaited<ReturnType<typeof getFunding>>;
