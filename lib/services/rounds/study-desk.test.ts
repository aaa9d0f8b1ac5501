import { describe, expect, it } from 'vitest';
import { inlineStudent, type StudyKind } from './study';
import { makeStudyDesk } from './study-desk';

const now = new Date('2026-01-01T00:00:00Z');

/** A desk whose studies wait with reading until they are let go; then they fail. */
function heldDesk() {
  let release: (error: Error) => void = () => undefined;
  const held = new Promise<never>((_resolve, reject) => {
    release = reject;
  });
  const desk = makeStudyDesk(inlineStudent);
  const ask = (kind: StudyKind, key: string, asker?: string) =>
    desk.ask({ kind, key, asker, now, load: () => held });
  const begun: Promise<unknown>[] = [];
  return {
    desk,
    ask,
    begin: (...study: Parameters<typeof ask>): void => {
      begun.push(ask(...study).catch(() => undefined));
    },
    letGo: () => {
      release(new Error('let go'));
      return Promise.all(begun);
    },
  };
}

const refused = { code: 'rate_limited' };

describe('how many studies run at once', () => {
  it('is six of a kind: six searches refuse the seventh search, not a verification', async () => {
    const { desk, begin, ask, letGo } = heldDesk();
    for (let order = 1; order <= 6; order++) begin('leastLimit', `order ${order}`, `buyer ${order}`);
    await expect(ask('leastLimit', 'order 7', 'buyer 7')).rejects.toMatchObject(refused);
    begin('verify', 'round 1');
    expect([desk.running('leastLimit'), desk.running('verify')]).toEqual([6, 1]);
    await letGo();
    expect([desk.running('leastLimit'), desk.running('verify')]).toEqual([0, 0]);
  });

  it('is one of a kind for an asker, who may join the same study again and begin the next after it', async () => {
    const { desk, begin, ask, letGo } = heldDesk();
    begin('leastLimit', 'order 1', 'buyer 1');
    begin('leastLimit', 'order 1', 'buyer 1');
    await expect(ask('leastLimit', 'order 2', 'buyer 1')).rejects.toMatchObject(refused);
    begin('leastLimit', 'order 3', 'buyer 2');
    expect(desk.running('leastLimit')).toBe(2);
    await letGo();
    await expect(ask('leastLimit', 'order 2', 'buyer 1')).rejects.toThrow('let go');
  });
});
