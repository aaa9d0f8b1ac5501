'use client';
import { Grid3x3, Table2 } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../ui/button';
import { type ValueFormat, valueText } from './chart-model';

export interface HeatmapProps {
  label: string;
  /** What rows and columns are: days and hours, regions and chips. */
  rowLabel: string;
  columns: readonly string[];
  rows: readonly { label: string; values: readonly (number | null)[] }[];
  format?: ValueFormat;
}

const shade = (value: number, least: number, most: number) =>
  `color-mix(in oklab, var(--color-accent) ${Math.round(6 + (most > least ? (value - least) / (most - least) : 0) * 80)}%, var(--color-surface))`;

/** A table whose cells are shaded by their values; the numbers are one press away and always read aloud. */
export function Heatmap({ label, rowLabel, columns, rows, format = {} }: HeatmapProps) {
  const t = useTranslations('common.chart');
  const locale = useLocale();
  const [numbers, setNumbers] = useState(false);
  const known = rows.flatMap((row) => row.values.filter((value) => value !== null));
  if (known.length === 0) return <p className="py-10 text-center text-sm text-muted">{t('empty')}</p>;
  const [least, most] = [Math.min(...known), Math.max(...known)];
  return (
    <figure className="min-w-0">
      <div className="mb-2 flex items-center justify-between gap-4">
        <figcaption className="flex flex-wrap items-center gap-2 text-xs text-muted tabular-nums">
          {t('least')} {valueText(least, format, locale)}
          <span
            aria-hidden
            className="h-2.5 w-24 rounded-sm border border-line"
            style={{ background: `linear-gradient(to right, ${shade(0, 0, 1)}, ${shade(1, 0, 1)})` }}
          />
          {t('most')} {valueText(most, format, locale)}
        </figcaption>
        <Button variant="quiet" size="sm" onClick={() => setNumbers(!numbers)}>
          {numbers ? <Grid3x3 aria-hidden /> : <Table2 aria-hidden />}
          {t(numbers ? 'showChart' : 'showTable')}
        </Button>
      </div>
      <HeatTable {...{ label, rowLabel, columns, rows, format, least, most, numbers }} />
    </figure>
  );
}

interface HeatTableProps extends Required<HeatmapProps> {
  least: number;
  most: number;
  numbers: boolean;
}

function HeatTable({ label, rowLabel, columns, rows, format, least, most, numbers }: HeatTableProps) {
  const locale = useLocale();
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      className="relative overflow-x-auto"
    >
      <table className="w-full border-separate border-spacing-px text-2xs">
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr>
            <th scope="col" className="sticky left-0 bg-surface pr-2 text-left font-medium text-faint">
              {rowLabel}
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" className="min-w-4 text-center font-normal text-faint">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.label}>
              <th
                scope="row"
                className="sticky left-0 bg-surface pr-2 text-left font-normal whitespace-nowrap text-muted"
              >
                {row.label}
              </th>
              {columns.map((column, index) => (
                <HeatCell
                  key={column}
                  value={row.values[index] ?? null}
                  {...{ least, most, numbers }}
                  text={valueText(row.values[index] ?? null, format, locale)}
                  title={`${row.label}, ${column}`}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface HeatCellProps {
  value: number | null;
  least: number;
  most: number;
  numbers: boolean;
  text: string;
  title: string;
}

function HeatCell({ value, least, most, numbers, text, title }: HeatCellProps) {
  if (numbers)
    return <td className="border-b border-line px-1 text-right whitespace-nowrap tabular-nums">{text}</td>;
  const unknown = 'repeating-linear-gradient(45deg, var(--color-line) 0 1px, transparent 1px 5px)';
  return (
    <td
      title={`${title}: ${text}`}
      style={{ background: value === null ? unknown : shade(value, least, most) }}
      className="h-6 rounded-[2px]"
    >
      <span className="sr-only">{text}</span>
    </td>
  );
}
