import { chipByKey } from '@/lib/compute/chips';
import { regionByCode, regionName } from '@/lib/compute/regions';

/** A chip's name as the catalogue writes it; the key for one it doesn't know. */
export const chipName = (key: string): string => chipByKey(key)?.name ?? key;

/** A region's name in the page's language; the code for one the catalogue doesn't know. */
export function placeName(code: string, locale: string): string {
  const region = regionByCode(code);
  return region ? regionName(region, locale === 'zh' ? 'zh' : 'en') : code;
}

/** A name that exists in both languages, in the page's. */
export const inLocale = (
  names: { readonly nameEn: string; readonly nameZh: string },
  locale: string,
): string => (locale === 'zh' ? names.nameZh : names.nameEn);
