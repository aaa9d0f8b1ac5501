import { currencySymbol } from '../format-amount';
import { formatTime } from '../format-time';

/** One row of a chart's data: its place on the axis and a value per series; null where nothing is known. */
export type ChartRow = Readonly<Record<string, string | number | null>>;

export interface ChartSeries {
  key: string;
  label: string;
  /** Which look it has instead of its place's: 5 is the quiet one, for the rest of a whole. */
  slot?: number;
}

export interface ChartAxis {
  key: string;
  label: string;
  /** `time` takes milliseconds since 1970, `category` words, `number` numbers. */
  kind: 'time' | 'category' | 'number';
}

/** How values are written; words and numbers only, so that a server component can say it. */
export interface ValueFormat {
  decimals?: number;
  /** After the number, and on the axis: card-hours, MW. */
  unit?: string;
  /** Before the number. */
  currency?: string;
  /** Values are shares from 0 to 1. */
  percent?: boolean;
}

export interface ChartProps {
  /** What the chart shows, in one sentence: its name for assistive technology and its table's caption. */
  label: string;
  data: readonly ChartRow[];
  x: ChartAxis;
  series: readonly ChartSeries[];
  format?: ValueFormat;
  heightPx?: number;
}

export const MAX_SERIES = 6;

/** The look of the n-th series: color and dash differ together, so that neither carries it alone. */
export function seriesLook(index: number): { color: string; dash: string | undefined } {
  const slot = index % MAX_SERIES;
  const dashes = [undefined, '6 3', '2 2', '8 3 2 3', '1 3', '12 4'];
  return { color: `var(--color-series-${slot + 1})`, dash: dashes[slot] };
}

/** A value in full: `¥1,234.50`, `62.5 %`, `12 MW`. */
export function valueText(value: number | null, format: ValueFormat, locale: string): string {
  if (value === null) return '—';
  const { decimals = format.percent ? 1 : 2, unit, currency, percent } = format;
  const digits = new Intl.NumberFormat(locale, {
    minimumFractionDigits: currency ? decimals : 0,
    maximumFractionDigits: decimals,
  }).format(percent ? value * 100 : value);
  return `${currency ? currencySymbol(currency) : ''}${digits}${percent ? ' %' : unit ? ` ${unit}` : ''}`;
}

/** A value on an axis: short, without its unit. */
export function tickText(value: number, format: ValueFormat, locale: string): string {
  const shown = format.percent ? value * 100 : value;
  const digits = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 2 }).format(
    shown,
  );
  return `${format.currency ? currencySymbol(format.currency) : ''}${digits}${format.percent ? ' %' : ''}`;
}

const HOUR_MS = 3_600_000;
const STEPS_HOURS = [1, 2, 3, 6, 12, 24, 48, 72, 168, 336, 720, 2160];

const offsetMs = (ms: number, timeZone: string) =>
  Date.parse(`${formatTime(new Date(ms), timeZone, 'seconds').replace(' ', 'T')}Z`) -
  Math.floor(ms / 1000) * 1000;

/** At most `count` marks on whole local hours or midnights between two instants. */
export function timeTicks(fromMs: number, toMs: number, timeZone: string, count = 7): number[] {
  const span = toMs - fromMs;
  const stepMs = (STEPS_HOURS.find((hours) => span / (hours * HOUR_MS) <= count) ?? 8760) * HOUR_MS;
  const offset = offsetMs(fromMs, timeZone);
  const first = Math.ceil((fromMs + offset) / stepMs) * stepMs - offset;
  const ticks: number[] = [];
  for (let tick = first; tick <= toMs; tick += stepMs) ticks.push(tick);
  return ticks;
}

/** A mark's words: the date at midnight or over long spans, else the time. */
export function timeTickText(ms: number, timeZone: string): string {
  const time = formatTime(new Date(ms), timeZone, 'time');
  return time === '00:00' ? formatTime(new Date(ms), timeZone, 'date').slice(5) : time;
}

/** A place on the axis in full, for tooltips and tables. */
export function placeText(value: string | number | null, axis: ChartAxis, timeZone: string): string {
  if (axis.kind === 'time' && typeof value === 'number') return formatTime(new Date(value), timeZone);
  return value === null ? '—' : String(value);
}
