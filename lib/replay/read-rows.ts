import type { Result } from '@/lib/core/result';

/** What came of a file's lines: everything read, and the rest counted by reason. */
export interface ReadRows<T> {
  readonly read: number;
  readonly mapped: readonly T[];
  readonly refused: ReadonlyMap<string, number>;
}

/** Maps lines in order until `most` are mapped; every line read is either mapped or counted under its reason. */
export function readRows<Row, T>(
  rows: Iterable<Row>,
  readOne: (row: Row) => Result<T>,
  most = Number.POSITIVE_INFINITY,
): ReadRows<T> {
  const mapped: T[] = [];
  const refused = new Map<string, number>();
  let read = 0;
  for (const row of rows) {
    if (mapped.length >= most) break;
    read += 1;
    const one = readOne(row);
    if (one.ok) mapped.push(one.value);
    else refused.set(one.refusal.code, (refused.get(one.refusal.code) ?? 0) + 1);
  }
  return { read, mapped, refused };
}
