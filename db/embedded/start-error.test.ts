import { expect, test } from 'vitest';
import { fileError, startError } from './start-error';

test('what a person can do something about is one sentence, in our words', () => {
  const said = (words: string) => startError(words, '/data').message;
  expect(said('FATAL:  could not write lock file "postmaster.pid": No space left on device\n')).toBe(
    'The disk that holds /data is full; free some space and start again.',
  );
  expect(
    said(
      'FATAL:  database files are incompatible with server\nDETAIL:  The data directory was initialized by PostgreSQL version 16, which is not compatible with this version 18.4.\n',
    ),
  ).toBe(
    '/data was made by PostgreSQL 16, which isn’t the one installed now; start over with a fresh folder.'.replace(
      '’',
      "'",
    ),
  );
  expect(
    said('LOG: x\n2026-11-02 00:00:00.000 UTC [7] FATAL:  data directory "x" has wrong ownership\n'),
  ).toBe('The embedded PostgreSQL in /data didn\'t start: data directory "x" has wrong ownership.');
  expect(said('')).toBe("The embedded PostgreSQL in /data didn't start: it gave no reason.");
});

test('a file system’s refusal is a sentence too, and other errors stay what they are', () => {
  const full = Object.assign(new Error('ENOSPC: no space'), { code: 'ENOSPC' });
  expect(fileError(full, '/data')).toMatchObject({
    name: 'SetUpError',
    message: "/data can't hold the database: the disk is full.",
  });
  const other = new Error('other');
  expect(fileError(other, '/data')).toBe(other);
});
