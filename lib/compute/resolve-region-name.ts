import { ok, type Result, refuse } from '@/lib/core/result';
import type { Region } from './region';
import { REGIONS, regionByCode, SHORT_NAMES_ZH } from './regions';

/** The region a written place means; `exact` is false where only its country could be told. */
export interface ResolvedRegion {
  readonly region: Region;
  readonly exact: boolean;
}

/** Names people write that the catalogue spells otherwise. */
const OTHER_NAMES: readonly (readonly [string, string])[] = [
  ['United States of America', 'US'],
  ['USA', 'US'],
  ['America', 'US'],
  ['UK', 'GB'],
  ['Great Britain', 'GB'],
  ['England', 'GB'],
  ['Czech Republic', 'CZ'],
  ['Holland', 'NL'],
  ['Turkey', 'TR'],
  ['Korea', 'KR'],
  ['Republic of Korea', 'KR'],
  ['Russian Federation', 'RU'],
  ['Viet Nam', 'VN'],
  ['UAE', 'AE'],
  ['PRC', 'CN'],
  ['Mainland China', 'CN'],
  ['中国', 'CN'],
  ['Macau', 'CN-MO'],
  ['St. Petersburg', 'RU-SPE'],
  ['Washington DC', 'US-DC'],
];

const CONTINENTS = new Set(['AF', 'AN', 'AS', 'EU', 'NA', 'OC', 'SA']);

const plain = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/^the\s+/, '')
    .replaceAll(/[^\p{Letter}\p{Number}]/gu, '');

const BY_NAME = new Map<string, Region[]>();
function addName(name: string, region: Region): void {
  const list = BY_NAME.get(plain(name)) ?? [];
  if (!list.includes(region)) list.push(region);
  BY_NAME.set(plain(name), list);
}
for (const region of REGIONS) {
  addName(region.nameEn, region);
  if (region.nameZh !== null) addName(region.nameZh, region);
  const short = SHORT_NAMES_ZH.get(region.code);
  if (short !== undefined) addName(short, region);
}
for (const [name, code] of OTHER_NAMES) {
  const region = regionByCode(code);
  if (region !== null) addName(name, region);
}

type RegionNameRefusal = 'unknown_region' | 'ambiguous_region';

function bare(text: string, found: string): Result<ResolvedRegion, RegionNameRefusal> {
  const byCode = regionByCode(text.toUpperCase());
  if (byCode !== null) return ok({ region: byCode, exact: true });
  const [region, ...others] = BY_NAME.get(plain(text)) ?? [];
  if (region === undefined) return refuse('unknown_region', { found });
  if (others.length === 0) return ok({ region, exact: true });
  return refuse('ambiguous_region', { found, codes: [region, ...others].map(({ code }) => code).join(', ') });
}

/**
 * The region a listing's text means: a code (`CN-NX`, `US`), a name in English or Chinese, or `place, country` with an
 * optional continent (`Texas, US, NA`). A place that isn't in the catalogue gives its country, not exactly.
 */
export function resolveRegionName(text: string): Result<ResolvedRegion, RegionNameRefusal> {
  const parts = text
    .split(/[,，]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const beforeLast = parts.at(-2);
  if (beforeLast !== undefined && CONTINENTS.has(parts.at(-1) ?? '') && regionByCode(beforeLast)) parts.pop();
  const last = parts.at(-1);
  if (last === undefined) return refuse('unknown_region', { found: text });
  const outer = bare(last, text);
  const place = parts.length > 1 ? parts[0] : undefined;
  if (!outer.ok || place === undefined) return outer;
  const { region: country } = outer.value;
  const inner = (BY_NAME.get(plain(place)) ?? []).find(
    (region) => region.code === country.code || region.code.startsWith(`${country.code}-`),
  );
  return ok(inner === undefined ? { region: country, exact: false } : { region: inner, exact: true });
}
