import { useFormatter, useTranslations } from 'next-intl';
import { DISPLAY_SCALE, isOutcomeUnit, type OutcomeUnit } from '@/lib/compute/units';
import { unitPriceMicros } from './unit-price';

const SCALES = [
  [1_000_000_000_000n, 'T'],
  [1_000_000_000n, 'B'],
  [1_000_000n, 'M'],
] as const;

export const outcomeUnit = (kind: string): OutcomeUnit => (isOutcomeUnit(kind) ? kind : 'card_hours');

/** A count of outcome units in a few digits: `1.5B tokens`, `2,400 frames`; the exact number is in its title. */
export function Units({ count, kind, bare }: { count: bigint | string; kind: string; bare?: boolean }) {
  const t = useTranslations('buy.units');
  const format = useFormatter();
  const exact = BigInt(count);
  const isTokens = kind === 'training_tokens' || kind === 'inference_tokens';
  const scale = isTokens ? SCALES.find(([size]) => exact >= size) : undefined;
  const shown = scale
    ? `${format.number(Number(exact) / Number(scale[0]), { maximumSignificantDigits: 4 })}${scale[1]}`
    : format.number(exact);
  return (
    <span
      title={t('exact', { count: format.number(exact), unit: t(`name.${outcomeUnit(kind)}`) })}
      className="whitespace-nowrap tabular-nums"
    >
      {bare ? shown : t('counted', { count: shown, unit: t(`name.${outcomeUnit(kind)}`) })}
    </span>
  );
}

/** What a total comes to for each line of units people compare by: 1M tokens, a frame, a minute. */
export const pricePerUnit = (totalMicros: bigint | string, units: bigint | string, kind: string): bigint =>
  unitPriceMicros(BigInt(totalMicros), BigInt(units), DISPLAY_SCALE[outcomeUnit(kind)]);
