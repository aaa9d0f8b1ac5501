import { amountText } from '@/lib/core/amount';
import { roundedAmount } from '../format-amount';

/** How many decimals an amount needs to be written exactly: two to six. */
export const exactDecimals = (micros: bigint): number => amountText(micros).split('.')[1]?.length ?? 2;

/** An amount to its last digit, grouped, with at least two decimals, or as many as its column has: what an invoice's lines add up in. */
export function ExactAmount({ micros, decimals }: { micros: bigint; decimals?: number }) {
  return (
    <data value={micros.toString()} className="whitespace-nowrap tabular-nums">
      {roundedAmount(micros, decimals ?? exactDecimals(micros))}
    </data>
  );
}
