'use client';
import { useLocale, useTranslations } from 'next-intl';
import { HUBS, REGIONS, type Region, regionName } from '@/lib/compute/regions';
import { resolveRegionName } from '@/lib/compute/resolve-region-name';
import { type PickerOption, SearchPicker } from './search-picker';

export interface RegionPickerProps {
  name?: string;
  defaultValue?: string;
  onPick?: (region: string) => void;
}

const hubFirst = (a: Region, b: Region) => Number(b.hub !== null) - Number(a.hub !== null);
const ORDERED = [...REGIONS].sort(hubFirst);

/** Finds a region by code or name in either language; regions of the eight national hubs come first and say so. */
export function RegionPicker({ name, defaultValue, onPick }: RegionPickerProps) {
  const t = useTranslations('supply.regionPicker');
  const locale = useLocale() === 'zh' ? 'zh' : 'en';
  const optionOf = (region: Region): PickerOption => {
    const hub = HUBS.find((one) => one.key === region.hub);
    return {
      value: region.code,
      label: `${regionName(region, locale)} · ${region.code}`,
      figures: region.timeZone,
      mark: hub && t('hub', { name: locale === 'zh' ? hub.nameZh : hub.nameEn }),
    };
  };
  const options = ORDERED.map(optionOf);
  const find = (text: string): readonly PickerOption[] => {
    const wanted = text.trim().toLowerCase();
    const resolved = resolveRegionName(text);
    const meant = resolved.ok && resolved.value.exact ? resolved.value.region : null;
    const rest = ORDERED.filter(
      (region) =>
        region !== meant &&
        [region.code, region.nameEn, region.nameZh ?? '', regionName(region, locale)].some((word) =>
          word.toLowerCase().includes(wanted),
        ),
    );
    return [...(meant ? [meant] : []), ...rest].map(optionOf);
  };
  return (
    <SearchPicker
      name={name}
      defaultValue={defaultValue}
      options={options}
      find={find}
      placeholder={t('placeholder')}
      onPick={onPick}
    />
  );
}
