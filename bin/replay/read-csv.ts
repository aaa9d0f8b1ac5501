import { readFileSync } from 'node:fs';
import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { CsvRow } from '@/lib/replay/read-offer';

/** The command was given something it can't use; the message is one sentence. */
export class Unusable extends Error {
  override readonly name = 'Unusable';
}

const Rows = z.array(z.record(z.string(), z.string()));

function rowsOf(file: string): readonly CsvRow[] {
  try {
    const text = readFileSync(file, 'utf8');
    return Rows.parse(parse(text, { columns: true, bom: true, skip_empty_lines: true }));
  } catch (error) {
    if (error instanceof CsvError)
      throw new Unusable(`${file}: line ${String(error.lines)}: ${error.message}`);
    throw new Unusable(`${file} can’t be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The lines of a CSV file by header; throws Unusable when it can't be read or lacks a column. */
export function readCsv(file: string, columns: readonly string[]): readonly CsvRow[] {
  const rows = rowsOf(file);
  const [first] = rows;
  if (!first) throw new Unusable(`${file} has no lines below its header.`);
  const missing = columns.filter((column) => !(column in first));
  if (missing.length > 0) throw new Unusable(`${file} lacks the columns ${missing.join(', ')}.`);
  return rows;
}
