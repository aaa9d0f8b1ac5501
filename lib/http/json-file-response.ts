import { jsonText } from './route';

/** A JSON file to keep, not to show. */
export const jsonFileResponse = (value: unknown, fileName: string): Response =>
  new Response(jsonText(value), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
    },
  });
