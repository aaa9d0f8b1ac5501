import { DrizzleQueryError } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { makeLog } from './log';

function logged(write: (log: ReturnType<typeof makeLog>) => void): string {
  const lines: string[] = [];
  write(makeLog({ write: (line: string) => void lines.push(line) }, 'info'));
  return lines.join('');
}

test('a failed query is logged with its text and cause but without the values it was sent with', () => {
  const cause = new Error('duplicate key');
  const error = new DrizzleQueryError('insert into persons values ($1)', ['secret@example.test'], cause);
  const line = logged((log) => log.error({ err: error, requestId: 'req_1' }, 'request failed'));
  expect(line).not.toContain('secret@example.test');
  expect(JSON.parse(line)).toMatchObject({
    msg: 'request failed',
    requestId: 'req_1',
    err: { message: 'Failed query: insert into persons values ($1)', cause: { message: 'duplicate key' } },
  });
});

test('secrets in facts are censored and amounts in bigint are written', () => {
  const line = logged((log) =>
    log.info({ password: 'hunter2', headers: { cookie: 'hunter2' }, micros: 12n }, 'facts'),
  );
  expect(line).not.toContain('hunter2');
  expect(JSON.parse(line)).toMatchObject({ micros: 12, password: '[redacted]' });
});
