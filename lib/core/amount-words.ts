import { amountText, type Micros } from './amount';

const SYMBOLS: Readonly<Record<string, string>> = { CNY: '¥', USD: '$', EUR: '€', GBP: '£', HKD: 'HK$' };

/** The sign a currency is written with; its code where it has none of its own. */
export const currencySymbol = (currency: string): string => SYMBOLS[currency] ?? `${currency} `;

/** Whole digits in groups of three: `1,234,567`. */
export const grouped = (digits: string): string => digits.replaceAll(/\B(?=(\d{3})+$)/g, ',');

/** Micros within a sentence, exactly, with the currency's sign and at least two decimals: `¥1,234.50`, `−¥0.000001`. */
export function amountWords(micros: Micros, currency: string): string {
  const [whole = '', fraction = ''] = amountText(micros < 0n ? -micros : micros).split('.');
  return `${micros < 0n ? '−' : ''}${currencySymbol(currency)}${grouped(whole)}.${fraction}`;
}
