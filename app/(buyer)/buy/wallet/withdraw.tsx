import { WithdrawDialog } from '@/components/wallet/withdraw-dialog';
import { sumMicros } from '@/lib/core/amount';
import { returnableAt } from '@/lib/ledger/withdrawal';
import type { Funding } from '@/lib/services/wallet/get-funding';
import type { Wallet } from '@/lib/services/wallet/get-wallet';
import { takeMoney } from './actions';

/** The door out: nothing while something is owed, else what is available as far as its sources take it back. */
export function Withdraw({ funding, wallet, now }: { funding: Funding; wallet: Wallet; now: Date }) {
  const availableMicros = wallet.balances.available ?? 0n;
  const returnable = sumMicros(returnableAt(funding.returnable, now).map((one) => one.returnableMicros));
  const least = returnable < availableMicros ? returnable : availableMicros;
  return (
    <WithdrawDialog
      action={takeMoney}
      currency={wallet.currency}
      availableMicros={availableMicros}
      mostMicros={funding.owedMicros > 0n ? 0n : least}
      topUps={funding.returnable}
      now={now}
    />
  );
}
