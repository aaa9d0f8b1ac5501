import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RegulatorScope } from '@/db/schema';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePerson } from '@/db/testing/fixtures';
import { hourStart } from '@/lib/core/hours';
import { DECISION_HOURS } from '@/lib/settlement/hearing';
import type { Ctx } from '../context';
import { ownerContext } from '../testing/contexts';
import { disputed, freshRequest, type RunningLease, restBoth, runningLease } from '../testing/disputes';
import { refusalOf } from '../testing/people';
import { askInDispute } from './ask-in-dispute';
import { decideDispute } from './decide-dispute';
import { STAGES } from './dispute-filter';
import { disputesCsv } from './disputes-csv';
import { getDispute } from './get-dispute';
import { countWaitingDisputes, listDisputes } from './list-disputes';
import { stateInDispute } from './state-in-dispute';

let test: TestDatabase;
let operator: string;
let north: RunningLease;
let south: RunningLease;
/** Of the north: heard and undecided, with the clock running, and shared. */
let rested: string;
let running: string;
let shared: string;
let foreign: string;

const operatorAt = (hours: number): Ctx =>
  ownerContext(test, operator, ['operator'], { now: hourStart(north.startHour + hours) });
const regulator = (scope: RegulatorScope): Ctx => {
  const ctx = ownerContext(test, 'org_regulator', ['regulator'], { now: hourStart(north.startHour + 2) });
  return { ...ctx, actor: { ...ctx.actor, regulatorScope: scope } };
};
const NINGXIA: RegulatorScope = { kind: 'regions', regions: ['CN-NX'] };

beforeAll(async () => {
  test = await createTestDatabase();
  operator = await makeOrganization(test, { operator: true });
  north = await runningLease(test);
  south = await runningLease(test, 'CN-GZ');
  [rested, running, shared] = [
    await disputed(north, 10n),
    await disputed(north, 20n),
    await disputed(north, 30n),
  ];
  foreign = await disputed(south, 50n);
  for (const id of [rested, shared]) await restBoth(north.buyerAt(1), north.providerAt(1), id);
  await decideDispute(operatorAt(2), {
    disputeId: shared,
    requestId: freshRequest(),
    outcome: 'shared',
    ground: 'partly_as_described',
    providerUnits: 10n,
    note: 'A third of the frames is usable.',
  });
});
afterAll(() => test.drop());

const idsOf = async (ctx: Ctx, filter: object = {}) =>
  (await listDisputes(ctx, filter)).rows.map(({ id }) => id);

describe('a list of disputes', () => {
  it('has open ones by the day their decision is due, then the decided: heard, running, foreign, shared', async () => {
    const all = await idsOf(operatorAt(3));
    expect(all[0]).toBe(rested);
    expect(new Set(all.slice(1, 3))).toEqual(new Set([running, foreign]));
    expect(all[3]).toBe(shared);
  });
  it('filters by stage, outcome, lease and text, and counts what it found', async () => {
    const found = (filter: object) => idsOf(operatorAt(3), filter);
    expect(await found({ stage: 'decision' })).toEqual([rested]);
    expect(new Set(await found({ stage: 'statements' }))).toEqual(new Set([running, foreign]));
    expect(await found({ stage: 'decided', outcome: 'shared' })).toEqual([shared]);
    expect(await found({ leaseId: south.leaseId })).toEqual([foreign]);
    expect(await found({ text: foreign.slice(-6) })).toEqual([foreign]);
    expect(await found({ text: '%' })).toEqual([]);
    expect((await listDisputes(operatorAt(3), { pageSize: 1 })).total).toBe(4);
  });
  it('is overdue 72 h after both were heard: the one at 73 h, the others at 144 h', async () => {
    const overdue = (hours: number) => idsOf(operatorAt(hours), { stage: 'overdue' });
    expect(await overdue(DECISION_HOURS)).toEqual([]);
    expect(await overdue(DECISION_HOURS + 1)).toEqual([rested]);
    expect(await overdue(2 * DECISION_HOURS)).toHaveLength(3);
  });
  it('says the same of every stage in SQL as the rule says of each dispute', async () => {
    const asked = await disputed(north, 5n);
    await restBoth(north.buyerAt(1), north.providerAt(1), asked);
    await askInDispute(operatorAt(2), {
      disputeId: asked,
      requestId: freshRequest(),
      question: 'Which scene file was used?',
      answerHours: 1,
    });
    await stateInDispute(north.buyerAt(2), {
      disputeId: asked,
      requestId: freshRequest(),
      statement: 'The one of the first of May.',
      rests: true,
    });
    for (const hours of [2, 3, 71, 72, 73, 74, 80, 144, 145, 146, 147]) {
      const ctx = operatorAt(hours);
      const { rows } = await listDisputes(ctx);
      for (const stage of STAGES) {
        const byRule = rows.filter(({ state, hearing }) =>
          stage === 'open'
            ? state === 'open'
            : stage === 'overdue'
              ? hearing.overdue
              : hearing.stage === stage,
        );
        expect(new Set(await idsOf(ctx, { stage })), `${stage} at ${hours} h`).toEqual(
          new Set(byRule.map(({ id }) => id)),
        );
      }
    }
    await decideDispute(operatorAt(80), {
      disputeId: asked,
      requestId: freshRequest(),
      outcome: 'for_buyer',
      ground: 'evidence_missing',
      note: 'Nobody showed the scene file.',
    });
  });
  it('as a file names sides, clock and money: 8.00 earned, 0.16 fee, 16.00 back', async () => {
    const { rows, currency } = await listDisputes(north.buyerAt(3), { stage: 'decided', outcome: 'shared' });
    const [, line] = disputesCsv(rows, currency).split('\r\n');
    expect(line).toContain(',24.00,');
    expect(line).toContain(',shared,operator,partly_as_described,10,8.00,0.16,16.00,');
  });
});

describe('what waits', () => {
  it('for the operator what is heard, for the provider an unanswered rejection, for the buyer an answer', async () => {
    const waiting = async () => [
      await countWaitingDisputes(operatorAt(3)),
      await countWaitingDisputes(north.buyerAt(3), 'buyer'),
      await countWaitingDisputes(north.providerAt(3), 'provider'),
    ];
    expect(await waiting()).toEqual([1, 0, 1]);
    await stateInDispute(north.providerAt(3), {
      disputeId: running,
      requestId: freshRequest(),
      statement: 'They match the scene we got.',
    });
    expect(await waiting()).toEqual([1, 1, 0]);
    expect(await countWaitingDisputes(north.buyerAt(3), 'provider')).toBe(0);
  });
});

describe('who sees what', () => {
  it('each party its own side’s names and both sides’ words, and no id of a person', async () => {
    const person = await makePerson(test, north.buyer);
    const buyer = ownerContext(test, north.buyer, ['buyer'], {
      personId: person,
      now: hourStart(north.startHour + 4),
    });
    await stateInDispute(buyer, {
      disputeId: running,
      requestId: freshRequest(),
      statement: 'The list of black frames is attached.',
      files: [{ name: 'black.txt', sha256: 'd'.repeat(64), bytes: 77 }],
    });
    const [own, theirs] = [
      await getDispute(buyer, { disputeId: running }),
      await getDispute(north.providerAt(4), { disputeId: running }),
    ];
    expect([own.viewer, theirs.viewer]).toEqual(['buyer', 'provider']);
    expect(own.said.at(-1)?.personName).toMatch(/^Person /);
    expect(theirs.said.at(-1)).toMatchObject({
      personName: null,
      statement: 'The list of black frames is attached.',
      evidence: { files: [{ name: 'black.txt', bytes: 77 }] },
    });
    expect(JSON.stringify(theirs, (_, v) => (typeof v === 'bigint' ? Number(v) : v))).not.toMatch(
      /per_|test-request/,
    );
    const all = await getDispute(operatorAt(4), { disputeId: running });
    expect(all.said.at(-1)?.personName).toMatch(/^Person /);
  });
  it('a stranger, and a party of another lease, find nothing: not in a list, not by its id', async () => {
    const stranger = ownerContext(test, await makeOrganization(test), ['buyer']);
    expect(await idsOf(stranger)).toEqual([]);
    for (const ctx of [stranger, south.buyerAt(3), south.providerAt(3)])
      expect(await refusalOf(getDispute(ctx, { disputeId: running }))).toBe('not_found');
    expect(await idsOf(south.providerAt(3))).toEqual([foreign]);
    expect(await idsOf(south.providerAt(3), { as: 'buyer' })).toEqual([]);
  });
  it('a regulator every step in its scope and nothing outside, read-only', async () => {
    const near = regulator(NINGXIA);
    expect(await idsOf(near)).not.toContain(foreign);
    expect(await idsOf(regulator({ kind: 'all' }))).toContain(foreign);
    const seen = await getDispute(near, { disputeId: shared });
    expect(seen).toMatchObject({ viewer: 'regulator', deciderName: null, waits: false });
    expect(seen.said.map(({ side, rests }) => [side, rests])).toEqual([
      ['provider', true],
      ['buyer', true],
    ]);
    expect(await refusalOf(getDispute(near, { disputeId: foreign }))).toBe('not_found');
    const words = { disputeId: running, requestId: freshRequest(), statement: 'The regulator says no.' };
    expect(await refusalOf(stateInDispute(near, words))).toBe('forbidden');
  });
});
