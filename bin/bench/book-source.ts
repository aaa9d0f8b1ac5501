import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Book } from '@/lib/clearing/book';
import { type BookSettings, generateBook } from '@/lib/clearing/generate-book';
import { parseBook } from '@/lib/clearing/parse-book';
import { UsageError } from './bench-command';

/** Where a bench's book comes from; plain data, so that a child process can load it. */
export type BookSource =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'generated'; readonly settings: BookSettings }
  | { readonly kind: 'given'; readonly book: Book };

/** Loads a book, or refuses a file that is none. */
export function loadBook(source: BookSource): Book {
  if (source.kind === 'given') return source.book;
  if (source.kind === 'generated') return generateBook(source.settings);
  const parsed = parseBook(JSON.parse(readFileSync(source.path, 'utf8')));
  if (parsed.ok) return parsed.value;
  const { path, reason } = parsed.refusal.facts;
  throw new UsageError(`${source.path}: malformed book: ${path}: ${reason}`);
}

/** A book of a folder and the greatest welfare anybody found for it so far, where known. */
export interface KnownBook {
  readonly name: string;
  readonly source: BookSource;
  readonly bestKnownMicros: bigint | null;
}

const BEST_KNOWN = 'best-known.csv';

/** Every book of a folder by name, with what `best-known.csv` says of it (columns book and best_known_welfare_micros). */
export function booksIn(folder: string): KnownBook[] {
  let files: string[];
  try {
    files = readdirSync(folder);
  } catch {
    throw new UsageError(`"${folder}" can't be read as a folder`);
  }
  const known = files.includes(BEST_KNOWN) ? bestKnown(readFileSync(join(folder, BEST_KNOWN), 'utf8')) : null;
  const books = files.filter((file) => file.endsWith('.json')).sort();
  if (books.length === 0) throw new UsageError(`"${folder}" holds no book (*.json)`);
  return books.map((file) => ({
    name: file.slice(0, -'.json'.length),
    source: { kind: 'file', path: join(folder, file) },
    bestKnownMicros: known?.get(file) ?? null,
  }));
}

/** The best known welfare in micros by file name. */
export function bestKnown(csv: string): Map<string, bigint> {
  const known = new Map<string, bigint>();
  const [head = '', ...rows] = csv.split(/\r?\n/);
  const names = head.split(',');
  const book = names.indexOf('book');
  const welfare = names.indexOf('best_known_welfare_micros');
  if (book < 0 || welfare < 0)
    throw new UsageError(`${BEST_KNOWN} needs columns book, best_known_welfare_micros`);
  for (const row of rows) {
    const cells = row.split(',');
    const value = cells[welfare] ?? '';
    if (/^\d+$/.test(value)) known.set(cells[book] ?? '', BigInt(value));
  }
  return known;
}

/** A generated book's settings from its sizes, load and seed; a quarter of its orders is spread. */
export const generated = (
  pools: number,
  orders: number,
  hours: number,
  load: number,
  seed: number,
): BookSource => ({ kind: 'generated', settings: { pools, orders, hours, load, spread: 0.25, seed } });
