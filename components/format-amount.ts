import { amountText, MICROS_PER_UNIT, type Micros } from '@/lib/core/amount';
import { grouped } from '@/lib/core/amount-words';

export { currencySymbol } from '@/lib/core/amount-words';

/** Micros with exactly `decimals` decimals (0 … 6), half away from zero, grouped: `1,234.57`. Shows; never computes. */
export function roundedAmount(micros: Micros, decimals: number): string {
  const magnitude = micros < 0n ? -micros : micros;
  const step = 10n ** BigInt(6 - decimals);
  const rounded = (magnitude + step / 2n) / step;
  const scale = 10n ** BigInt(decimals);
  const fraction = decimals === 0 ? '' : `.${(rounded % scale).toString().padStart(decimals, '0')}`;
  const sign = micros < 0n && rounded > 0n ? '−' : '';
  return `${sign}${grouped((rounded / scale).toString())}${fraction}`;
}

const COMPACT: Readonly<Record<string, readonly (readonly [size: bigint, suffix: string])[]>> = {
  en: [
    [1_000_000_000n, 'B'],
    [1_000_000n, 'M'],
    [1_000n, 'K'],
  ],
  zh: [
    [100_000_000n, '亿'],
    [10_000n, '万'],
  ],
};

/** A large amount in three or so digits with the language's own steps: `1.24M`, `124.00万`. */
export function compactAmount(micros: Micros, locale: string): string {
  const magnitude = micros < 0n ? -micros : micros;
  const step = (COMPACT[locale] ?? COMPACT.en ?? []).find(([size]) => magnitude >= size * MICROS_PER_UNIT);
  return step ? `${roundedAmount(micros / step[0], 2)}${step[1]}` : roundedAmount(micros, 2);
}

/** The amount to the last micro, grouped, with the currency's code: `1,234.567891 CNY`. */
export function exactAmount(micros: Micros, currency: string): string {
  const [whole = '', fraction = ''] = amountText(micros).split('.');
  return `${grouped(whole).replace('-', '−')}.${fraction} ${currency}`;
}
