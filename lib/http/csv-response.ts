/** A file for spreadsheets: UTF-8 with a byte order mark, which theirs need to read Chinese. */
export const csvResponse = (text: string, fileName: string): Response =>
  new Response(`\uFEFF${text}`, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
    },
  });

/** A file for programs: UTF-8 without a byte order mark, which they would take for a part of the first column's name. */
export const dataCsvResponse = (text: string, fileName: string): Response =>
  new Response(text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
    },
  });
