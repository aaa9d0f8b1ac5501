import { amountText } from '@/lib/core/amount';
import { roundedAmount } from '../format-amount';

/** An amount to its last digit, grouped, with at least two decimals: what an invoice's lines add up in. */
export function ExactAmount({ micros }: { micros: bigint }) {
  const decimals = amountText(micros).split('.')[1]?.length ?? 2;
  return (
    <data value={micros.toString()} className="whitespace-nowrap tabular-nums">
      {roundedAmount(micros, decimals)}
    </data>
  );
}
