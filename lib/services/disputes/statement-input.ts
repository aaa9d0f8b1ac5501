import { z } from 'zod';
import { STATEMENT_FILES_MAX } from '@/lib/settlement/acceptance';
import { requestHash } from '../request-hash';

/** The same request id asks once, however often it is sent. */
export const RequestIdInput = z.string().min(8).max(80);

export const DisputeIdInput = z.string().max(40);

/** Files a side names for its words: hashed where they lie, and not uploaded. */
export const StatementFiles = z
  .array(
    z.strictObject({
      name: z.string().max(255),
      sha256: z.string().max(64),
      bytes: z.number().int().min(0),
    }),
  )
  .max(STATEMENT_FILES_MAX);
export type StatementFiles = Readonly<z.infer<typeof StatementFiles>>;

/** What a request asked for, its files in the order they were named, as a hash. */
export const askedHash = (
  asked: Readonly<Record<string, string | bigint | boolean | null>>,
  files: StatementFiles = [],
): string =>
  requestHash({
    ...Object.fromEntries(Object.entries(asked).map(([key, value]) => [key, String(value)])),
    files: JSON.stringify(files.map(({ name, sha256, bytes }) => [name, sha256, bytes])),
  });
