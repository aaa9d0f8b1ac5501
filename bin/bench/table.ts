/** A column of a printed table: its head and a row's cell as text. */
export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => string;
  /** Words stand left, figures right. */
  readonly left?: boolean;
}

/** Rows as a Markdown table whose columns line up in a terminal too. */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const body = rows.map((row) => columns.map(({ cell }) => cell(row)));
  const widths = columns.map(({ head }, at) =>
    Math.max(3, head.length, ...body.map((cells) => cells[at]!.length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((text, at) => (columns[at]!.left ? text.padEnd(widths[at]!) : text.padStart(widths[at]!))).join(' | ')} |`;
  const rule = `|${columns.map(({ left }, at) => (left ? `:${'-'.repeat(widths[at]! + 1)}` : `${'-'.repeat(widths[at]! + 1)}:`)).join('|')}|`;
  return [line(columns.map(({ head }) => head)), rule, ...body.map(line)].join('\n');
}

/** One amount over another: 1 where both are nothing. */
export const ratio = (part: bigint, whole: bigint): number =>
  part === whole ? 1 : Number(part) / Number(whole);

export const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The value below which the given share of the values lies: the nearest rank of the sorted values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1));
  return sorted[rank] ?? Number.NaN;
}

/** A figure that must reach a bar, as one line ending in pass or FAIL. */
export function againstBar(
  what: string,
  value: number,
  bar: number,
  sense: 'least' | 'most',
  digits = 4,
): string {
  const passes = sense === 'least' ? value >= bar : value <= bar;
  const sign = sense === 'least' ? '≥' : '≤';
  return `${passes ? 'pass' : 'FAIL'}  ${what}: ${value.toFixed(digits)} (bar ${sign} ${bar})`;
}
