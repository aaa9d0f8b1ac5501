/** The eight national computing hubs of the East-Data-West-Computing plan. */
export const HUB_KEYS = [
  'beijing-tianjin-hebei',
  'yangtze-delta',
  'greater-bay-area',
  'chengdu-chongqing',
  'inner-mongolia',
  'guizhou',
  'gansu',
  'ningxia',
] as const;
export type HubKey = (typeof HUB_KEYS)[number];

/** A point with the place it stands for; degrees, north and east positive. */
export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
  readonly place: string;
}

/** Average carbon of a kilowatt-hour from the region's grid (O-6). */
export interface GridCarbon {
  readonly kgCo2PerKwh: number;
  readonly year: number;
  /** The part of the grid the figure is for. */
  readonly grid: string;
  /** `co2`: official factor, CO₂ only; `co2e`: life-cycle equivalents. The two aren't comparable to the last digit. */
  readonly basis: 'co2' | 'co2e';
  readonly source: string;
}

/** A place pools stand in: an ISO 3166-2 subdivision, or a country where no more is known. */
export interface Region {
  /** ISO 3166-2 (`CN-NX`) or alpha-2 (`DE`). */
  readonly code: string;
  readonly level: 'country' | 'subdivision';
  /** ISO 3166-1 alpha-2 of the jurisdiction that data residency is judged by; `HK` for CN-HK. */
  readonly country: string;
  readonly nameEn: string;
  /** Chinese name of a Chinese province; other names come from the platform's locale data at display. */
  readonly nameZh: string | null;
  /** GB/T 2260 code of a Chinese province, else null. */
  readonly gbt2260: string | null;
  readonly timeZone: string;
  readonly coordinates: Coordinates | null;
  readonly carbon: GridCarbon | null;
  /** The national hub the region belongs to, or null. */
  readonly hub: HubKey | null;
}
