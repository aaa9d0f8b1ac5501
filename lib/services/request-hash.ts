import { createHash } from 'node:crypto';

/** What a request asked for as a hash: a request id that comes again must ask for the same (M-8). */
export const requestHash = (asked: Readonly<Record<string, string>>): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(asked).sort(([a], [b]) => (a < b ? -1 : 1))))
    .digest('hex');
