'use client';
import { ChartLine, Table2 } from 'lucide-react';
import { useLocale, useTimeZone, useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Button } from '../ui/button';
import {
  type ChartAxis,
  type ChartProps,
  type ChartSeries,
  placeText,
  seriesLook,
  type ValueFormat,
  valueText,
} from './chart-model';

export interface ChartFrameProps extends Pick<ChartProps, 'label' | 'data' | 'x' | 'series' | 'heightPx'> {
  format: ValueFormat;
  /** How a series is drawn, so that its legend looks the same. */
  mark: 'line' | 'block';
  children: ReactNode;
}

/** A chart with its legend, its name for assistive technology, and the same numbers as a table. */
export function ChartFrame({
  label,
  data,
  x,
  series,
  format,
  mark,
  heightPx = 240,
  children,
}: ChartFrameProps) {
  const t = useTranslations('common.chart');
  const [asTable, setAsTable] = useState(false);
  if (data.length === 0)
    return (
      <div style={{ height: heightPx }} className="flex items-center justify-center text-sm text-muted">
        {t('empty')}
      </div>
    );
  return (
    <figure className="min-w-0">
      <div className="mb-2 flex items-start justify-between gap-4">
        <figcaption className="flex min-h-7 flex-wrap items-center gap-x-4 gap-y-1 text-xs text-muted">
          {series.map((one, index) => (
            <span key={one.key} className="inline-flex items-center gap-1.5">
              <Swatch index={one.slot ?? index} mark={mark} />
              {one.label}
            </span>
          ))}
          {(format.unit || format.currency) && (
            <span className="text-faint">{[format.currency, format.unit].filter(Boolean).join(' ')}</span>
          )}
        </figcaption>
        <Button variant="quiet" size="sm" onClick={() => setAsTable(!asTable)}>
          {asTable ? <ChartLine aria-hidden /> : <Table2 aria-hidden />}
          {t(asTable ? 'showChart' : 'showTable')}
        </Button>
      </div>
      {asTable ? (
        <ChartTable {...{ label, data, x, series, format, heightPx }} />
      ) : (
        <div role="img" aria-label={label} style={{ height: heightPx }} className="min-w-0 text-xs">
          {children}
        </div>
      )}
    </figure>
  );
}

function Swatch({ index, mark }: { index: number; mark: 'line' | 'block' }) {
  const { color, dash } = seriesLook(index);
  return (
    <svg width="18" height="10" aria-hidden="true" className="shrink-0">
      {mark === 'line' ? (
        <line x1="0" y1="5" x2="18" y2="5" stroke={color} strokeWidth="2" strokeDasharray={dash} />
      ) : (
        <rect x="4" width="10" height="10" rx="1.5" fill={color} />
      )}
    </svg>
  );
}

function ChartTable(
  props: Pick<ChartProps, 'label' | 'data' | 'x' | 'series' | 'heightPx'> & { format: ValueFormat },
) {
  const { label, data, x, series, format, heightPx } = props;
  const locale = useLocale();
  const zone = useTimeZone() ?? 'UTC';
  const header = 'sticky top-0 bg-surface px-3 py-1.5 text-xs font-medium text-muted';
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      style={{ maxHeight: heightPx }}
      className="relative overflow-auto rounded-md border border-line"
    >
      <table className="w-full text-sm">
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr>
            <th scope="col" className={`${header} text-left`}>
              {x.label}
            </th>
            {series.map((one) => (
              <th key={one.key} scope="col" className={`${header} text-right`}>
                {one.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.map((row) => (
            <tr key={String(row[x.key])} className="border-t border-line">
              <th scope="row" className="px-3 py-1 text-left font-normal whitespace-nowrap">
                {placeText(row[x.key] ?? null, x, zone)}
              </th>
              {series.map((one) => (
                <td key={one.key} className="px-3 py-1 text-right whitespace-nowrap tabular-nums">
                  {valueText(numberOf(row[one.key]), format, locale)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const numberOf = (value: string | number | null | undefined) => (typeof value === 'number' ? value : null);

interface TipEntry {
  readonly dataKey?: unknown;
  readonly value?: unknown;
}

interface ChartTipProps {
  active?: boolean;
  label?: unknown;
  payload?: readonly TipEntry[];
  axis: ChartAxis;
  series: readonly ChartSeries[];
  format: ValueFormat;
  mark: 'line' | 'block';
}

/** What the pointer is over: the place, and every series' value there. */
export function ChartTip({ active, label, payload, axis, series, format, mark }: ChartTipProps) {
  const locale = useLocale();
  const zone = useTimeZone() ?? 'UTC';
  if (!active || !payload?.length) return null;
  const place = typeof label === 'number' || typeof label === 'string' ? label : null;
  return (
    <div className="rounded-md border border-line bg-surface px-2.5 py-1.5 text-xs shadow-overlay">
      <p className="mb-1 font-medium tabular-nums">{placeText(place, axis, zone)}</p>
      {series.map((one, index) => {
        const value = payload.find((entry) => entry.dataKey === one.key)?.value;
        return (
          <p key={one.key} className="flex items-center gap-1.5">
            <Swatch index={one.slot ?? index} mark={mark} />
            <span className="text-muted">{one.label}</span>
            <span className="ml-auto pl-4 tabular-nums">
              {valueText(typeof value === 'number' ? value : null, format, locale)}
            </span>
          </p>
        );
      })}
    </div>
  );
}
