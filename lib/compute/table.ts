import { assert } from '@/lib/core/assert';

/** One line of a reference table: cells by column name, `-` read as null. */
export interface TableRow {
  text(column: string): string;
  textOrNull(column: string): string | null;
  number(column: string): number;
  numberOrNull(column: string): number | null;
  list(column: string): readonly string[];
}

function rowOf(cells: ReadonlyMap<string, string>, line: string): TableRow {
  const cell = (column: string): string => {
    const found = cells.get(column);
    assert(found !== undefined, 'reference table', { column, line });
    return found;
  };
  const textOrNull = (column: string): string | null => (cell(column) === '-' ? null : cell(column));
  const numberOrNull = (column: string): number | null => {
    const text = textOrNull(column);
    if (text === null) return null;
    const value = Number(text);
    assert(text !== '' && Number.isFinite(value), 'reference table', { column, line });
    return value;
  };
  const present = <T>(value: T | null, column: string): T => {
    assert(value !== null && value !== '', 'reference table', { column, line });
    return value;
  };
  return {
    text: (column) => present(textOrNull(column), column),
    textOrNull,
    number: (column) => present(numberOrNull(column), column),
    numberOrNull,
    list: (column) => (textOrNull(column) ?? '').split(/[\s,]+/).filter((item) => item !== ''),
  };
}

/** Reads a `|`-separated table whose first line names its columns; every row must have every column. */
export function readTable(text: string): TableRow[] {
  const [head, ...body] = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  assert(head !== undefined, 'reference table', { text });
  const columns = head.split('|').map((column) => column.trim());
  return body.map((line) => {
    const cells = line.split('|').map((cell) => cell.trim());
    assert(cells.length === columns.length, 'reference table', { line, cells: cells.length });
    return rowOf(new Map(columns.map((column, i) => [column, cells[i] ?? ''])), line);
  });
}
