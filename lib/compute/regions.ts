import { assert } from '@/lib/core/assert';
import { ok, type Result, refuse } from '@/lib/core/result';
import { type GridCarbon, HUB_KEYS, type HubKey, type Region } from './region';
import { CHINA_TABLE } from './regions/china';
import { COUNTRY_TABLE } from './regions/countries';
import { SUBDIVISION_TABLE } from './regions/subdivisions';
import { readTable, type TableRow } from './table';

export { HUBS, type Hub, type HubCluster, hubByKey } from './hubs';
export type { Coordinates, GridCarbon, HubKey, Region } from './region';

const OFFICIAL = 'Ministry of Ecology and Environment and National Bureau of Statistics, notice 2025-47';
const MEASURED = 'Electricity Maps yearly mean, by way of umassos/decarbonization-potential';

function carbonOf(row: TableRow, country: string): GridCarbon | null {
  const kgCo2PerKwh = row.numberOrNull('kg/kWh');
  if (kgCo2PerKwh === null) return null;
  const official = country === 'CN';
  return {
    kgCo2PerKwh,
    year: row.number('year'),
    grid: row.text('grid'),
    basis: official ? 'co2' : 'co2e',
    source: official ? OFFICIAL : MEASURED,
  };
}

function placeOf(row: TableRow): Region['coordinates'] {
  const latitude = row.numberOrNull('lat');
  const longitude = row.numberOrNull('lon');
  if (latitude === null || longitude === null) return null;
  return { latitude, longitude, place: row.text('place') };
}

function hubOf(text: string | null): HubKey | null {
  if (text === null) return null;
  const hub = HUB_KEYS.find((key) => key === text);
  assert(hub !== undefined, 'region table', { hub: text });
  return hub;
}

const plainRegion = (row: TableRow, level: Region['level']): Region => {
  const code = row.text('code');
  const country = code.slice(0, 2);
  return {
    code,
    level,
    country,
    nameEn: row.text('name'),
    nameZh: null,
    gbt2260: null,
    timeZone: row.text('time zone'),
    coordinates: placeOf(row),
    carbon: carbonOf(row, country),
    hub: null,
  };
};

const chineseRegion = (row: TableRow): Region => ({
  ...plainRegion(row, 'subdivision'),
  country: row.text('country'),
  nameZh: row.text('name zh'),
  gbt2260: row.text('GB/T 2260'),
  carbon: carbonOf(row, row.text('country')),
  hub: hubOf(row.textOrNull('hub')),
});

const CHINA_ROWS = readTable(CHINA_TABLE);

/** Chinese provinces first, then the other subdivisions we know, then countries; codes are unique. */
export const REGIONS: readonly Region[] = [
  ...CHINA_ROWS.map(chineseRegion),
  ...readTable(SUBDIVISION_TABLE).map((row) => plainRegion(row, 'subdivision')),
  ...readTable(COUNTRY_TABLE).map((row) => plainRegion(row, 'country')),
];

/** Short Chinese names (宁夏) by region code. */
export const SHORT_NAMES_ZH: ReadonlyMap<string, string> = new Map(
  CHINA_ROWS.map((row) => [row.text('code'), row.text('short zh')]),
);

const BY_CODE = new Map(REGIONS.map((region) => [region.code, region]));
assert(BY_CODE.size === REGIONS.length, 'region table', { regions: REGIONS.length, codes: BY_CODE.size });

/** ISO gives these three an alpha-2 code beside their code under CN; one place has one region here. */
const SAME_PLACE: Readonly<Record<string, string>> = { HK: 'CN-HK', MO: 'CN-MO', TW: 'CN-TW' };

/** The region with this ISO 3166-2 or alpha-2 code, or null; `HK` finds `CN-HK`. */
export const regionByCode = (code: string): Region | null => BY_CODE.get(SAME_PLACE[code] ?? code) ?? null;

/** The region a code names, in any case and with surrounding space; refuses codes that aren't in the catalogue. */
export function resolveRegion(code: string): Result<Region, 'unknown_region'> {
  const region = regionByCode(code.trim().toUpperCase());
  return region === null ? refuse('unknown_region', { found: code }) : ok(region);
}

/** Whether data kept in `region` is kept in `wanted`: the same region, or a region of that jurisdiction (M-3). */
export const regionWithin = (region: Region, wanted: Region): boolean =>
  region.code === wanted.code || (wanted.level === 'country' && region.country === wanted.code);

/** The region's name in English or Chinese, from the catalogue or the platform's locale data. */
export function regionName(region: Region, locale: 'en' | 'zh'): string {
  if (locale === 'en') return region.nameEn;
  const short = SHORT_NAMES_ZH.get(region.code);
  if (short !== undefined) return short;
  if (region.level === 'subdivision') return region.nameEn;
  return new Intl.DisplayNames('zh-Hans', { type: 'region' }).of(region.country) ?? region.nameEn;
}
