import { assert } from './assert';

export type CsvValue = string | number | bigint | boolean | null;

export interface CsvColumn<Row> {
  /** The header, with its unit. */
  readonly header: string;
  readonly value: (row: Row) => CsvValue;
}

const PLAIN_NUMBER = /^[+-]?\d+(\.\d+)?$/;
/** What a spreadsheet takes for a formula, also after blanks and in full width. */
const FORMULA_START = /^\s*[=+\-@|%＝＋－＠]/;
const CONTROL_START = /^[\t\r\n]/;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

function cell(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value !== 'string') {
    assert(typeof value !== 'number' || Number.isFinite(value), 'csv', { value: String(value) });
    return String(value);
  }
  const isFormula = FORMULA_START.test(value) && !PLAIN_NUMBER.test(value);
  const safe = isFormula || CONTROL_START.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * Writes rows as RFC 4180 CSV with CRLF and a header line. A text that a spreadsheet would run as a formula gets an
 * apostrophe in front; numbers, also negative ones written as text, stay as they are.
 */
export function csvText<Row>(columns: readonly CsvColumn<Row>[], rows: Iterable<Row>): string {
  const lines = [columns.map((column) => cell(column.header)).join(',')];
  for (const row of rows) lines.push(columns.map((column) => cell(column.value(row))).join(','));
  return `${lines.join('\r\n')}\r\n`;
}
