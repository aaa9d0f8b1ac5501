import type { ChannelName } from '@/db/schema';
import { authorize } from '../authorize';
import type { Ctx } from '../context';
import { marketCurrency } from '../market/market-currency';
import type { ChannelBalance, PaymentTools } from '../payments/channel';

/** What a channel itself says of our balance there; null when it doesn't answer. */
export interface ToldBalance {
  readonly channel: ChannelName;
  readonly balance: ChannelBalance | null;
}

/** Channels that keep a balance of ours and can be asked for it. */
const ASKED: ReadonlySet<ChannelName> = new Set(['stripe']);

/** Asks every channel that keeps our money what it has, at this moment. */
export async function askBalances(ctx: Ctx, { channels }: PaymentTools): Promise<readonly ToldBalance[]> {
  authorize(ctx, 'money.view');
  const currency = await ctx.db.asEngine(marketCurrency);
  const asked = Object.values(channels).filter(({ name }) => ASKED.has(name));
  return Promise.all(
    asked.map(async (channel) => {
      const answer = await channel.balance(currency);
      if (answer.kind !== 'done')
        ctx.log.warn({ channel: channel.name, answer: answer.message }, 'a channel doesn’t tell our balance');
      return { channel: channel.name, balance: answer.kind === 'done' ? answer.value : null };
    }),
  );
}
