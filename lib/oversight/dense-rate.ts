import { chipByKey } from '@/lib/compute/chips';

/** Dense FP16/BF16 TFLOP/s of one card of a chip, the greater where both are stated; null when no source states it (O-3). */
export function denseTflopsOf(chipKey: string): number | null {
  const rates = chipByKey(chipKey)?.denseTflops;
  const known = [rates?.fp16, rates?.bf16].filter((rate) => typeof rate === 'number');
  return known.length ? Math.max(...known) : null;
}

/** The vendor of a chip as the catalogue names it; the key itself for one the catalogue doesn't know. */
export const vendorOf = (chipKey: string): string => chipByKey(chipKey)?.vendor ?? chipKey;
