/** A CSV file as an answer, named for what it holds. */
export const csvResponse = (name: string, csv: string): Response =>
  new Response(csv, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}.csv"`,
      'cache-control': 'no-store',
    },
  });

/** The most rows one file holds. */
export const CSV_ROWS = 10_000;
