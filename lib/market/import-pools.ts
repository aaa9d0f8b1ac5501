import { cellOf, IMPORT_COLUMNS, type ImportColumn, withFacts } from './import-columns';
import type { PoolForm } from './pool-form';

/** One thing to fix or to know: where it is, what was found, and the message key with its bounds. */
export interface ImportRemark {
  /** Line of the file, from 1. */
  readonly line: number;
  /** Column of the file, from 1; null when the whole line is meant. */
  readonly column: number | null;
  readonly columnName: string | null;
  readonly code: string;
  readonly found: string;
}

export interface ImportRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface ImportedRow {
  readonly line: number;
  /** Null when the row has errors. */
  readonly form: PoolForm | null;
}

export interface ImportReading {
  readonly rows: readonly ImportedRow[];
  readonly errors: readonly ImportRemark[];
  /** What was taken to mean something more exact than it said: a chip's commonest variant. */
  readonly notes: readonly ImportRemark[];
}

export type FormReader = (
  input: unknown,
) =>
  | { readonly ok: true; readonly form: PoolForm }
  | { readonly ok: false; readonly fields: Readonly<Record<string, string>> };

/** The header's columns by position, with what is wrong with them. */
function readHeader(header: ImportRecord): {
  readonly columns: readonly (ImportColumn | null)[];
  readonly errors: readonly ImportRemark[];
} {
  const names = header.cells.map((cell) => cell.trim().toLowerCase());
  const errors: ImportRemark[] = [];
  const at = (index: number | null, code: string, found: string) =>
    errors.push({
      line: header.line,
      column: index === null ? null : index + 1,
      columnName: found,
      code,
      found,
    });
  const columns = names.map((name, index) => {
    const known = IMPORT_COLUMNS.find((one) => one.name === name) ?? null;
    if (!known) at(index, 'column_unknown', name);
    else if (names.indexOf(name) !== index) at(index, 'column_twice', name);
    return known;
  });
  for (const { name, required } of IMPORT_COLUMNS)
    if (required && !names.includes(name)) at(null, withFacts('column_missing', { name }), name);
  return { columns, errors };
}

function setPath(target: Record<string, unknown>, path: string, value: unknown): void {
  const [head = '', ...rest] = path.split('.');
  if (rest.length === 0) {
    target[head] = value;
    return;
  }
  const inner: Record<string, unknown> = { ...(typeof target[head] === 'object' ? target[head] : {}) };
  setPath(inner, rest.join('.'), value);
  target[head] = inner;
}

interface RowReading extends ImportedRow {
  readonly errors: readonly ImportRemark[];
  readonly notes: readonly ImportRemark[];
}

function readRow(
  record: ImportRecord,
  columns: readonly (ImportColumn | null)[],
  readForm: FormReader,
): RowReading {
  const { line } = record;
  if (record.cells.length !== columns.length) {
    const code = withFacts('cell_count', { wanted: columns.length });
    const error = { line, column: null, columnName: null, code, found: String(record.cells.length) };
    return { line, form: null, errors: [error], notes: [] };
  }
  const input: Record<string, unknown> = {};
  const errors = new Map<string, ImportRemark>();
  const notes: ImportRemark[] = [];
  const remark = (index: number, code: string): ImportRemark => ({
    line,
    column: index + 1,
    columnName: columns[index]?.name ?? null,
    code,
    found: record.cells[index]?.trim() ?? '',
  });
  columns.forEach((one, index) => {
    if (!one) return;
    const cell = cellOf(one.kind, record.cells[index]?.trim() ?? '');
    if (cell.error) errors.set(one.path, remark(index, cell.error));
    if (cell.note) notes.push(remark(index, cell.note));
    if (cell.value !== undefined) setPath(input, one.path, cell.value);
  });
  const read = readForm(input);
  if (!read.ok)
    for (const [path, code] of Object.entries(read.fields)) {
      const index = columns.findIndex((one) => one && (path === one.path || path.startsWith(`${one.path}.`)));
      const key = columns[index]?.path ?? path;
      if (!errors.has(key))
        errors.set(
          key,
          index < 0 ? { ...remark(-1, code), column: null, columnName: path } : remark(index, code),
        );
    }
  const form = read.ok && errors.size === 0 ? read.form : null;
  return { line, form, errors: [...errors.values()], notes };
}

/** A name that an earlier line of the file has, and every name but the first. */
function repeatedNames(
  rows: readonly RowReading[],
  columns: readonly (ImportColumn | null)[],
): ImportRemark[] {
  const column = columns.findIndex((one) => one?.path === 'name') + 1;
  const firstLine = new Map<string, number>();
  return rows.flatMap(({ line, form }) => {
    if (!form) return [];
    const name = form.name.toLowerCase();
    const first = firstLine.get(name);
    if (first === undefined) {
      firstLine.set(name, line);
      return [];
    }
    const code = withFacts('name_twice', { line: first });
    return [{ line, column, columnName: 'name', code, found: form.name }];
  });
}

/**
 * Reads an import's lines, the header first, into listing forms: every error of every line, with its line and column.
 * Nothing may be listed while `errors` isn't empty.
 */
export function readImport(
  header: ImportRecord,
  records: readonly ImportRecord[],
  readForm: FormReader,
): ImportReading {
  const { columns, errors } = readHeader(header);
  if (errors.length > 0) return { rows: [], errors, notes: [] };
  const rows = records.map((record) => readRow(record, columns, readForm));
  return {
    rows: rows.map(({ line, form }) => ({ line, form })),
    errors: [...rows.flatMap((row) => row.errors), ...repeatedNames(rows, columns)].sort(
      (a, b) => a.line - b.line || (a.column ?? 0) - (b.column ?? 0),
    ),
    notes: rows.flatMap((row) => row.notes),
  };
}
