import type { Tx } from '@/db/client';
import type { Micros } from '@/lib/core/amount';
import { coverShortfall, payoutAfterAll } from '@/lib/ledger/recipes';
import { type MovedPayment, outsideOf } from '@/lib/ledger/recipes/top-ups';
import type { Ctx } from '../context';
import { balanceAtALook, takeOrOwe } from './take-back';

/**
 * A payout that had been given up turned out to be paid: what was made payable again is taken back, and what has gone to
 * the provider a second time it owes, with all that follows (L-3, L-6). Promises what was short at first, in micros.
 */
export async function takeBackPayout(tx: Tx, ctx: Ctx, payout: MovedPayment): Promise<Micros> {
  const { organizationId, amountMicros } = payout;
  const taking = await takeOrOwe(tx, ctx, {
    organizationId,
    key: `payout_after_all:${payout.id}`,
    other: { organizationId: null, kind: outsideOf(payout.channel) },
    isCovered: async () => (await balanceAtALook(tx, organizationId, 'payable')) >= amountMicros,
    take: async ({ micros }, stamp) => {
      const balances = {
        payableMicros: micros(organizationId, 'payable'),
        guaranteeMicros: micros(null, 'guarantee'),
      };
      const { shortMicros } = coverShortfall(amountMicros, {
        ...balances,
        ownMicros: balances.payableMicros,
      });
      return { postings: [payoutAfterAll(stamp(), payout, balances)], owedMicros: shortMicros };
    },
  });
  return taking?.owedMicros ?? 0n;
}
