import { chipByKey } from '@/lib/compute/chips';
import { regionByCode, regionName } from '@/lib/compute/regions';

/** A chip's name, or the key where the catalogue has none. */
export const chipName = (key: string): string => chipByKey(key)?.name ?? key;

/** A region's name in a language, or its code. */
export function placeName(code: string, locale: string): string {
  const region = regionByCode(code);
  return region ? regionName(region, locale === 'zh' ? 'zh' : 'en') : code;
}
