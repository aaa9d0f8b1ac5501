import { clsx } from 'clsx';
import { useLocale } from 'next-intl';
import { compactAmount, currencySymbol, exactAmount, roundedAmount } from './format-amount';

export interface AmountProps {
  /** Bigint, or its decimal text where JSON carried it. */
  micros: bigint | string;
  currency: string;
  /** 0 … 6; sums take 2, prices per card-hour 4. */
  decimals?: number;
  /** `1.24M` for figures where the order of magnitude is the message. */
  compact?: boolean;
  /** Without the currency's sign: in columns whose header names it. */
  bare?: boolean;
  /** With + or −, and a word for readers: for entries of an account. */
  signed?: boolean;
  className?: string;
}

/** Money as people read it; the exact micros are in its title. */
export function Amount({ micros, currency, decimals = 2, compact, bare, signed, className }: AmountProps) {
  const locale = useLocale();
  const value = typeof micros === 'string' ? BigInt(micros) : micros;
  const magnitude = value < 0n ? -value : value;
  const digits = compact ? compactAmount(magnitude, locale) : roundedAmount(magnitude, decimals);
  const sign = value < 0n ? '−' : signed && value > 0n ? '+' : '';
  return (
    <data
      value={value.toString()}
      title={exactAmount(value, currency)}
      className={clsx('whitespace-nowrap tabular-nums', className)}
    >
      {sign}
      {!bare && currencySymbol(currency)}
      {digits}
    </data>
  );
}
