import { average, table } from './table';

/** A small book cleared by the engine and solved by HiGHS. The greatest welfare lies from HiGHS's value to its bound. */
export interface CutRow {
  readonly name: string;
  readonly pools: number;
  readonly orders: number;
  readonly welfareMicros: number;
  readonly boundMicros: number;
  readonly highsMicros: number;
  readonly highsBoundMicros: number;
  readonly highsSeconds: number;
}

/** One clearing with a multiple of the usual improvement. */
export interface EffortRow {
  readonly load: number;
  readonly times: number;
  readonly welfareMicros: number;
  readonly boundMicros: number;
  readonly cpuSeconds: number;
}

export const cutTable = (rows: readonly CutRow[]): string =>
  table(
    [
      { head: 'cut', cell: ({ name }) => name, left: true },
      { head: 'pools × orders', cell: ({ pools, orders }) => `${pools} × ${orders}` },
      { head: 'welfare ÷ bound', cell: (row) => (row.welfareMicros / row.boundMicros).toFixed(4) },
      { head: 'welfare ÷ HiGHS', cell: (row) => (row.welfareMicros / row.highsMicros).toFixed(4) },
      { head: 'bound ÷ HiGHS’s bound', cell: (row) => (row.boundMicros / row.highsBoundMicros).toFixed(4) },
      { head: 'HiGHS ÷ its bound', cell: (row) => (row.highsMicros / row.highsBoundMicros).toFixed(4) },
      { head: 'HiGHS s', cell: ({ highsSeconds }) => highsSeconds.toFixed(1) },
    ],
    rows,
  );

/** How much of all the cuts' gaps is surely the bound's, surely the allocation's, and open while HiGHS isn't done. */
export function gapShares(rows: readonly CutRow[]) {
  const sum = (part: (row: CutRow) => number): number => rows.reduce((all, row) => all + part(row), 0);
  const gap = sum(({ boundMicros, welfareMicros }) => boundMicros - welfareMicros);
  const bound = sum((row) => Math.max(0, row.boundMicros - row.highsBoundMicros)) / gap;
  const allocation = sum((row) => Math.max(0, row.highsMicros - row.welfareMicros)) / gap;
  return { bound, allocation, open: Math.max(0, 1 - bound - allocation) };
}

export function cutSummary(rows: readonly CutRow[]): string {
  if (rows.length === 0) return 'HiGHS solved no cut.';
  const { bound, allocation, open } = gapShares(rows);
  const percent = (value: number): string => `${(100 * value).toFixed(0)} %`;
  const reached = average(rows.map((row) => row.welfareMicros / row.highsMicros));
  const loose = average(rows.map((row) => row.boundMicros / row.highsBoundMicros));
  return `On ${rows.length} cuts the engine reaches ${reached.toFixed(4)} of HiGHS's welfare on average; its bound is ${loose.toFixed(4)} of HiGHS's.
Of the gap between welfare and bound ${percent(bound)} is the bound's, ${percent(allocation)} the allocation's, ${percent(open)} open where HiGHS wasn't done.`;
}

/** Each run beside the usual one of its book. */
export const effortTable = (rows: readonly EffortRow[]): string =>
  table(
    [
      { head: '50 × 1,000, load', cell: ({ load }) => String(load) },
      { head: 'improvement', cell: ({ times }) => `${times}×` },
      { head: 'welfare ÷ bound', cell: (row) => (row.welfareMicros / row.boundMicros).toFixed(4) },
      { head: 'gained', cell: (row) => (row.welfareMicros / usual(rows, row).welfareMicros - 1).toFixed(4) },
      { head: 'cpu s', cell: ({ cpuSeconds }) => cpuSeconds.toFixed(1) },
    ],
    rows,
  );

const usual = (rows: readonly EffortRow[], { load }: EffortRow): EffortRow =>
  rows.find((row) => row.load === load && row.times === 1)!;
