'use client';
import { useLocale, useTimeZone } from 'next-intl';
import {
  type ChartAxis,
  type ChartRow,
  tickText,
  timeTicks,
  timeTickText,
  type ValueFormat,
} from './chart-model';

const tick = { fill: 'var(--color-faint)', fontSize: 11 };

/** The axes' and grid's shared look and words, as recharts takes them. */
export function useChartAxes(data: readonly ChartRow[], x: ChartAxis, format: ValueFormat) {
  const locale = useLocale();
  const zone = useTimeZone() ?? 'UTC';
  const times =
    x.kind === 'time'
      ? data.flatMap((row) => (typeof row[x.key] === 'number' ? [Number(row[x.key])] : []))
      : [];
  const place = {
    dataKey: x.key,
    tick,
    tickLine: false,
    axisLine: { stroke: 'var(--color-line)' },
    minTickGap: 12,
    height: 22,
    ...(x.kind === 'category' ? {} : { type: 'number' as const, domain: ['dataMin', 'dataMax'] as const }),
    ...(times.length > 1
      ? {
          scale: 'time' as const,
          ticks: timeTicks(Math.min(...times), Math.max(...times), zone),
          tickFormatter: (ms: number) => timeTickText(ms, zone),
        }
      : {}),
  };
  const value = {
    tick,
    tickLine: false,
    axisLine: false,
    width: 'auto' as const,
    tickFormatter: (number: number) => tickText(number, format, locale),
  };
  const grid = { stroke: 'var(--color-line)', strokeDasharray: '2 3' };
  return { place, value, grid };
}

export const CHART_MARGIN = { top: 6, right: 10, bottom: 0, left: 0 };
