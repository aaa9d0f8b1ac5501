import type { TestDatabase } from '@/db/testing/database';
import { makeOrganization } from '@/db/testing/fixtures';
import { askInDispute } from '../../disputes/ask-in-dispute';
import { stateInDispute } from '../../disputes/state-in-dispute';
import { ownerContext } from '../contexts';
import { disputed, freshRequest, runningLease } from '../disputes';
import type { Mutation } from './mutation';
import { on } from './payers';

const FILE = { name: 'frames.tar', sha256: 'a'.repeat(64), bytes: 1000 };

/** A dispute of 30 units and what was said in it. */
async function opened(test: TestDatabase) {
  const lease = await runningLease(test);
  const disputeId = await disputed(lease, 30n);
  return {
    lease,
    disputeId,
    organizations: [lease.buyer, lease.provider],
    also: () => test.ownerSql`
      select sequence, side, statement, evidence, rests from dispute_statements where dispute_id = ${disputeId}
      order by sequence`,
  };
}

/** What is said decides when the operator may, and so when frozen money moves. */
export const STATING: readonly Mutation[] = [
  {
    name: 'state in a dispute',
    key: 'the dispute, the side and the request id',
    again: 'answered',
    other: 'conflict',
    foreign: 'not_found',
    ready: async (test) => {
      const { lease, disputeId, organizations, also } = await opened(test);
      const own = lease.providerAt(1);
      const stranger = await makeOrganization(test, { provider: true });
      const asked = {
        disputeId,
        requestId: freshRequest(),
        statement: 'All frames were there.',
        files: [FILE],
      };
      const others = [
        { statement: 'Half of the frames were there.' },
        { rests: true },
        { files: [] },
        { files: [{ ...FILE, sha256: 'b'.repeat(64) }] },
      ];
      return {
        organizations,
        also,
        send: (db) => stateInDispute(on(own, db), asked),
        other: others.map((said) => (db) => stateInDispute(on(own, db), { ...asked, ...said })),
        foreign: (db) =>
          stateInDispute(on(ownerContext(test, stranger, ['provider'], { now: own.now }), db), asked),
      };
    },
  },
  {
    name: 'ask in a dispute',
    key: 'the dispute and the request id',
    again: 'answered',
    other: 'conflict',
    foreign: { na: 'only the exchange asks' },
    ready: async (test) => {
      const { lease, disputeId, organizations, also } = await opened(test);
      const house = await makeOrganization(test, { operator: true });
      const operator = ownerContext(test, house, ['operator'], { now: lease.buyerAt(1).now });
      const asked = {
        disputeId,
        requestId: freshRequest(),
        question: 'Which of the frames are missing?',
        answerHours: 24,
      };
      const others = [{ question: 'Are any of the frames missing?' }, { answerHours: 25 }];
      return {
        organizations,
        also,
        send: (db) => askInDispute(on(operator, db), asked),
        other: others.map((said) => (db) => askInDispute(on(operator, db), { ...asked, ...said })),
      };
    },
  },
];
