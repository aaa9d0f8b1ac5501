import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePool } from '@/db/testing/fixtures';
import type { Outcome } from '@/lib/clearing/outcome';
import { VERIFY_STEPS } from '@/lib/clearing/verify';
import type { Ctx } from '../context';
import { engineContext, ownerContext } from '../testing/contexts';
import { fundedOrder } from '../testing/market';
import { visitor } from '../testing/people';
import { clearRound } from './clear-round';
import { inlineEngine } from './engine';
import { doStudy, inlineStudent, type Student } from './study';
import { makeStudyDesk } from './study-desk';
import { findVerification, verifyRound } from './verify-round';

const YUAN = 1_000_000n;
let test: TestDatabase;
let number: number;
let operator: Ctx;

beforeAll(async () => {
  test = await createTestDatabase();
  const provider = await makeOrganization(test, { provider: true });
  const poolId = await makePool(test, provider, { cards: 8, askMicros: 10n * YUAN, hours: 4 });
  for (const limit of [400n, 300n, 200n, 100n])
    await fundedOrder(test, await makeOrganization(test), { poolId, limitMicros: limit * YUAN });
  const round = await clearRound(engineContext(test), { engine: inlineEngine, startedBy: 'operator' });
  if (!round.cleared) throw new Error('no round');
  number = round.number;
  operator = ownerContext(test, await makeOrganization(test, { operator: true }), ['operator']);
});
afterAll(() => test.drop());

/** Verifies the round by a desk of its own, with the kept outcome changed meanwhile. */
async function verifyTampered(tamper: (outcome: Outcome) => unknown, by: Ctx = operator) {
  const [row] = await test.ownerSql`select outcome from rounds where number = ${number}`;
  const kept: Buffer = row?.outcome;
  const outcome: Outcome = JSON.parse(gunzipSync(kept).toString());
  const changed = gzipSync(JSON.stringify(tamper(outcome)));
  await test.ownerSql`update rounds set outcome = ${changed} where number = ${number}`;
  const found = await verifyRound(by, { number }, makeStudyDesk(inlineStudent));
  await test.ownerSql`update rounds set outcome = ${kept} where number = ${number}`;
  if (found.state !== 'done') throw new Error(found.state);
  return found.answer;
}

describe('verifying a round on the server', () => {
  it('shows every rule as held, the exact bound among them, and what the round published', async () => {
    const desk = makeStudyDesk(inlineStudent);
    expect(findVerification(operator, { number }, desk)).toBeNull();
    const found = await verifyRound(visitor(test), { number }, desk);
    if (found.state !== 'done') throw new Error(found.state);
    const { held, broken, orders } = found.answer;
    expect(broken).toBeNull();
    expect(orders).toBe(4);
    expect(held.map(({ step }) => step)).toEqual(['files', ...VERIFY_STEPS, 'published']);
    expect(findVerification(visitor(test), { number }, desk)).toEqual(found);
  });

  it.each<[string, string, (outcome: Outcome) => unknown]>([
    [
      'a payment 0.01 too high',
      'M-11',
      (o) => ({ ...o, trades: o.trades.map((t) => ({ ...t, pay: t.pay + 10_000 })) }),
    ],
    ['a trade left out', 'M-15', (o) => ({ ...o, trades: o.trades.slice(1) })],
    ['a bound lowered by 1 micro', 'M-14', (o) => ({ ...o, bound: String(BigInt(o.bound) - 1n) })],
    [
      'a reason changed',
      'M-15',
      (o) => ({ ...o, unfilled: o.unfilled.map((u) => ({ ...u, reason: 'no_option' })) }),
    ],
    ['a regret changed', 'M-12b', (o) => ({ ...o, regret: '-1' })],
    ['a field that isn’t one', 'format', (o) => ({ ...o, extra: 1 })],
  ])('rejects %s as %s', async (_title, rule, tamper) => {
    expect((await verifyTampered(tamper)).broken?.rule).toBe(rule);
  });

  it('rejects a published figure that isn’t the outcome’s: one card-hour more', async () => {
    await test.ownerSql`update rounds set card_hours = card_hours + 1 where number = ${number}`;
    const found = await verifyRound(operator, { number }, makeStudyDesk(inlineStudent));
    await test.ownerSql`update rounds set card_hours = card_hours - 1 where number = ${number}`;
    expect(found).toMatchObject({
      answer: { broken: { step: 'published', rule: 'M-14', facts: { figure: 'cardHours' } } },
    });
  });

  it('tells the facts, which name orders, to the operator and not to a visitor', async () => {
    const leftOut = (outcome: Outcome) => ({ ...outcome, trades: outcome.trades.slice(1) });
    expect((await verifyTampered(leftOut)).broken?.facts.order).toMatch(/^ord_/);
    expect((await verifyTampered(leftOut, visitor(test))).broken?.facts).toEqual({});
  });

  it('refuses a visitor while another verification runs, and joins a run of the same round', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = () => resolve();
    });
    let studies = 0;
    const slow: Student = async (kind, input, onStep) => {
      studies += 1;
      await held;
      return doStudy(kind, input, onStep);
    };
    const desk = makeStudyDesk(slow);
    const first = verifyRound(operator, { number }, desk);
    const joined = verifyRound(visitor(test), { number }, desk);
    await expect(verifyRound(visitor(test), { number: number + 1 }, desk)).rejects.toMatchObject({
      code: 'rate_limited',
    });
    release();
    expect(await joined).toEqual(await first);
    expect(studies).toBe(1);
  });

  it('doesn’t refuse a visitor while the least limit of an order is searched for', async () => {
    let letGo: (error: Error) => void = () => undefined;
    const search = new Promise<never>((_resolve, reject) => {
      letGo = reject;
    });
    const desk = makeStudyDesk(inlineStudent);
    const searching = desk.ask({
      kind: 'leastLimit',
      key: 'order 1',
      now: operator.now,
      load: () => search,
    });
    expect((await verifyRound(visitor(test), { number }, desk)).state).toBe('done');
    expect(desk.running('leastLimit')).toBe(1);
    letGo(new Error('let go'));
    await expect(searching).rejects.toThrow('let go');
  });

  it('of a round that isn’t there is not found, of one whose book is gone is refused', async () => {
    const desk = makeStudyDesk(inlineStudent);
    await expect(verifyRound(operator, { number: 999 }, desk)).rejects.toMatchObject({ code: 'not_found' });
    const [kept] = await test.ownerSql`select book from rounds where number = ${number}`;
    await test.ownerSql`update rounds set book = null where number = ${number}`;
    await expect(verifyRound(operator, { number }, desk)).rejects.toThrow('book_removed');
    await test.ownerSql`update rounds set book = ${kept?.book} where number = ${number}`;
  });
});
