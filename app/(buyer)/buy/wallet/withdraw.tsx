import { WithdrawDialog } from '@/components/wallet/withdraw-dialog';
import type { Funding } from '@/lib/services/wallet/get-funding';
import type { Wallet } from '@/lib/services/wallet/get-wallet';
import { takeMoney } from './actions';

/** The door out: nothing while something is owed, else what is available as far as its sources take it back. */
export function Withdraw({ funding, wallet, now }: { funding: Funding; wallet: Wallet; now: Date }) {
  return (
    <WithdrawDialog
      action={takeMoney}
      currency={wallet.currency}
      withdrawable={funding.withdrawable}
      owes={funding.owedMicros > 0n}
      now={now}
    />
  );
}
