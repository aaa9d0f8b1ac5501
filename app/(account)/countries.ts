import type { SelectOption } from '@/components/ui/select';
import { REGIONS, regionName } from '@/lib/compute/regions';

/** Every country as a choice, by its name in the language spoken; China, where the market is, in front. */
export function countryOptions(locale: string): SelectOption[] {
  const spoken = locale === 'zh' ? 'zh' : 'en';
  const countries = REGIONS.filter((region) => region.level === 'country').map((region) => ({
    value: region.code,
    label: regionName(region, spoken),
  }));
  const { compare } = new Intl.Collator(locale === 'zh' ? 'zh-CN' : 'en');
  return countries.sort((a, b) => {
    if (a.value === 'CN' || b.value === 'CN') return a.value === 'CN' ? -1 : 1;
    return compare(a.label, b.label);
  });
}
