import { statfs } from 'node:fs/promises';
import { SetUpError } from '../set-up-error';

const LEAST_ROOM_BYTES = 200 * 2 ** 20;

/** Refuses to start on a disk with less than 200 MB left: a server that runs full there stops in the middle. */
export async function assertRoom(dataDir: string): Promise<void> {
  const { bavail, bsize } = await statfs(dataDir);
  if (bavail * bsize < LEAST_ROOM_BYTES)
    throw new SetUpError(
      `The disk that holds ${dataDir} is nearly full: ${Math.floor((bavail * bsize) / 2 ** 20)} MB left, 200 MB needed.`,
    );
}

/** One sentence for the causes a person can do something about, the server's own words for the others. */
export function startError(serverWords: string, dataDir: string): SetUpError {
  if (/No space left on device/.test(serverWords))
    return new SetUpError(`The disk that holds ${dataDir} is full; free some space and start again.`);
  const version = /initialized by PostgreSQL version (\d+)/.exec(serverWords)?.[1];
  if (version)
    return new SetUpError(
      `${dataDir} was made by PostgreSQL ${version}, which isn't the one installed now; start over with a fresh folder.`,
    );
  const line = serverWords.split('\n').findLast((text) => /FATAL|PANIC|error:|ERROR/.test(text));
  const cause = line?.replace(/^.*?(FATAL|PANIC|ERROR|error): */, '').trim() ?? 'it gave no reason';
  return new SetUpError(`The embedded PostgreSQL in ${dataDir} didn't start: ${cause}.`);
}

const FILE_CAUSES: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a file is in its way',
};

/** A file system's refusal as one sentence; every other error as it is. */
export function fileError(error: unknown, dataDir: string): unknown {
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) return error;
  const cause = FILE_CAUSES[error.code];
  return cause ? new SetUpError(`${dataDir} can't hold the database: ${cause}.`, { cause: error }) : error;
}
