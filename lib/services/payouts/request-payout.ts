import { z } from 'zod';
import { authorizeTrading, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { refuseWith } from '../errors';
import { marketCurrency } from '../market/market-currency';
import type { PaymentTools } from '../payments/channel';
import { payOut } from './pay-out';

export const RequestPayoutInput = z.strictObject({ requestId: z.string().min(8).max(80) });

/** A provider wants what is payable now, without waiting for the schedule; refused with the reason when it can't be (L-6). */
export async function requestPayout(
  ctx: Ctx,
  tools: PaymentTools,
  raw: unknown,
): Promise<{ readonly paymentId: string; readonly amountMicros: bigint; readonly currency: string }> {
  const organizationId = authorizeTrading(ctx, 'payouts.manage');
  const { requestId } = parseInput(RequestPayoutInput, raw);
  const made = await payOut(ctx, tools, {
    organizationId,
    requestId: `payout-asked:${requestId}`,
    payable: null,
  });
  if (!made.ok) return refuseWith(made.refusal);
  return { ...made.value, currency: await ctx.db.asPublic(marketCurrency) };
}
