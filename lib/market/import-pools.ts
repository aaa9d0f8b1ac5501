import { resolveChip } from '@/lib/compute/resolve-chip';
import { resolveRegionName } from '@/lib/compute/resolve-region-name';
import type { PoolForm } from './pool-form';

type CellKind = 'text' | 'number' | 'share' | 'bps' | 'chip' | 'region' | 'asks' | 'calendar';

interface ImportColumn {
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

const withFacts = (code: string, facts: Readonly<Record<string, string | number>>): string =>
  `${code}?${new URLSearchParams(Object.entries(facts).map(([name, value]) => [name, String(value)]))}`;

const NUMBER = /^-?\d+(\.\d+)?$/;
const numberOf = (cell: string): number | string => (NUMBER.test(cell) ? Number(cell) : cell);

/** A cell read into the form's value, or what is wrong with it; a note where more was read than was said. */
interface Cell {
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

function cellOf(kind: CellKind, text: string): Cell {
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
