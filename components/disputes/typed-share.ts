import { unitsOfShare } from '@/lib/settlement/dispute';

/** A share as somebody types it. */
export interface TypedShare {
  readonly as: 'units' | 'percent';
  readonly text: string;
}

const WHOLE = /^\d{1,18}$/;
const PERCENT = /^(\d{1,3})(?:[.,](\d{1,2}))?$/;

const ungrouped = (text: string): string => text.replaceAll(/[\s_]/g, '');

/** A typed percentage in hundredths of a percent: `33.3` is 3330; null unless it lies between 0 and 100 with two decimals. */
export function shareBpsOf(text: string): number | null {
  const match = PERCENT.exec(ungrouped(text).replace(/%$/, ''));
  if (!match) return null;
  const bps = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return bps <= 10_000 ? bps : null;
}

/** The whole units a typed share comes to, or null while it isn't one that leaves each side something. */
export function typedUnits(typed: TypedShare, units: bigint): bigint | null {
  const text = ungrouped(typed.text).replaceAll(',', '');
  const bps = typed.as === 'percent' ? shareBpsOf(typed.text) : null;
  const found =
    typed.as === 'units'
      ? WHOLE.test(text)
        ? BigInt(text)
        : null
      : bps === null
        ? null
        : unitsOfShare(units, bps);
  return found !== null && found > 0n && found < units ? found : null;
}
