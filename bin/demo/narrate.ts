const startedAt = performance.now();

/** Seconds since the command started. */
export const secondsSinceStart = (): string => ((performance.now() - startedAt) / 1000).toFixed(1);

/** One line of progress with the seconds since the start. */
export const say = (text: string): void => console.log(`${secondsSinceStart().padStart(7)} s  ${text}`);

/** Rows under a header, columns as wide as their widest text. */
export function tableText(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(...rows.map((row) => (row[at] ?? '').length)),
  );
  return rows
    .map((row) => `  ${row.map((text, at) => text.padEnd(widths[at] ?? 0)).join('   ')}`.trimEnd())
    .join('\n');
}
