import { resolveChip } from '@/lib/compute/resolve-chip';
import { resolveRegionName } from '@/lib/compute/resolve-region-name';

/** How a cell is read. */
export type CellKind = 'text' | 'number' | 'share' | 'bps' | 'chip' | 'region' | 'asks' | 'calendar';

export interface ImportColumn {
  readonly name: string;
  readonly required: boolean;
  readonly kind: CellKind;
  /** Where the cell goes in the listing form; the form's complaints come back by it. */
  readonly path: string;
}

const column = (name: string, path: string, kind: CellKind, required = false): ImportColumn => ({
  name,
  path,
  kind,
  required,
});

/** The columns of an import, in the order of the sample; optional ones may be left out. */
export const IMPORT_COLUMNS: readonly ImportColumn[] = [
  column('name', 'name', 'text', true),
  column('chip', 'chip', 'chip', true),
  column('cards', 'cards', 'number', true),
  column('cards_per_server', 'cardsPerServer', 'number', true),
  column('lot_cards', 'lotCards', 'number', true),
  column('region', 'region', 'region', true),
  column('site', 'site', 'text', true),
  column('node', 'nodeCode', 'text', true),
  column('ask', 'asks', 'asks', true),
  column('grade', 'serviceLevel.grade', 'text', true),
  column('start_grace_minutes', 'serviceLevel.startGraceMinutes', 'number', true),
  column('late_credit_percent_per_hour', 'serviceLevel.lateCreditBpsPerHour', 'bps', true),
  column('late_credit_cap_percent', 'serviceLevel.lateCreditCapBps', 'bps', true),
  column('server_interconnect_gbs', 'serverInterconnectGbs', 'number'),
  column('network_gbits', 'networkGbits', 'number'),
  column('ingress_mbits', 'ingressMbits', 'number'),
  column('egress_mbits', 'egressMbits', 'number'),
  column('storage_tb', 'storageTb', 'number'),
  column('pue', 'pue', 'number'),
  column('green_percent', 'greenShare', 'share'),
  column('latency_ms', 'latencyMs', 'number'),
  column('description', 'description', 'text'),
  column('calendar', 'calendar', 'calendar'),
];

/** A message key with its bounds, as forms write them. */
export const withFacts = (code: string, facts: Readonly<Record<string, string | number>>): string =>
  `${code}?${new URLSearchParams(Object.entries(facts).map(([name, value]) => [name, String(value)]))}`;

const NUMBER = /^-?\d+(\.\d+)?$/;
const numberOf = (cell: string): number | string => (NUMBER.test(cell) ? Number(cell) : cell);

/** A cell read into the form's value, or what is wrong with it; a note where more was read than was said. */
export interface Cell {
  readonly value?: unknown;
  readonly error?: string;
  readonly note?: string;
}

function chipCell(text: string): Cell {
  const resolved = resolveChip(text);
  if (!resolved.ok) {
    const { nearest, variants } = resolved.refusal.facts;
    const near = nearest ?? variants;
    return { error: near ? withFacts('chip_unknown', { nearest: String(near) }) : 'chip' };
  }
  const { chip, note } = resolved.value;
  return { value: chip.key, note: note ? withFacts('chip_taken_as', { chip: chip.name }) : undefined };
}

function regionCell(text: string): Cell {
  const resolved = resolveRegionName(text);
  if (!resolved.ok) return { error: 'region' };
  const { region, exact } = resolved.value;
  return {
    value: region.code,
    note: exact ? undefined : withFacts('region_taken_as', { region: region.nameEn }),
  };
}

function asksCell(text: string): Cell {
  const asks = text.split(/\s+/);
  if (asks.length === 1) return { value: Array.from({ length: 24 }, () => text) };
  return asks.length === 24 ? { value: asks } : { error: withFacts('ask_count', { found: asks.length }) };
}

const INTERVAL = /^(\S+)\/(\S+)=(\d+)$/;

/** `2026-12-01T00/2026-12-03T12=16`, several separated by `|`. */
function calendarCell(text: string): Cell {
  const intervals = text.split('|').map((part) => INTERVAL.exec(part.trim()));
  if (intervals.some((match) => match === null)) return { error: 'calendar_format' };
  return {
    value: intervals.map((match) => ({ from: match?.[1], to: match?.[2], cards: Number(match?.[3]) })),
  };
}

/** Reads a cell by its kind; an empty one says nothing. */
export function cellOf(kind: CellKind, text: string): Cell {
  if (text === '') return {};
  switch (kind) {
    case 'text':
      return { value: text };
    case 'number':
      return { value: numberOf(text) };
    case 'share':
      return NUMBER.test(text) ? { value: Number(text) / 100 } : { error: 'percent' };
    case 'bps':
      return NUMBER.test(text) ? { value: Math.round(Number(text) * 100) } : { error: 'percent' };
    case 'chip':
      return chipCell(text);
    case 'region':
      return regionCell(text);
    case 'asks':
      return asksCell(text);
    case 'calendar':
      return calendarCell(text);
  }
}
