import type { TestDatabase } from '@/db/testing/database';
import { recordAnswer } from '../../payments/attempt-payment';
import { bankReference } from '../../payments/bank-reference';
import { bookReturn } from '../../payments/book-return';
import type { Effect } from '../../payments/channel';
import { bookPayout, confirmPayout } from '../../payouts/book-payout';
import { bookingSeen } from '../../reconciliation/bank-lines';
import { confirmOwnLine } from '../../reconciliation/book-own-line';
import { explainEvent } from '../../reconciliation/explain-event';
import { explainMovement } from '../../reconciliation/explain-movement';
import { listOwnLines } from '../../reconciliation/list-money';
import { readMovements } from '../../reconciliation/read-movements';
import { retryEvent } from '../../reconciliation/retry-event';
import { engineContext } from '../contexts';
import { freshRequest } from '../disputes';
import { bankPayout } from './banking';
import type { Mutation } from './mutation';
import { on, operators, payers } from './payers';

const YUAN = 1_000_000n;
const HOUR_MS = 3_600_000;

/** A payout of 250.00 that the bank executed, and its line as it stands beside what else is kept of it. */
async function sentPayout(test: TestDatabase) {
  const { provider, paymentId, first, second } = await bankPayout(test);
  const seen = { paymentId, bankLine: freshRequest() };
  await bookPayout(first, { outcome: 'executed', ...seen });
  await confirmPayout(second, { ...seen, decision: 'confirm' });
  const bankLine = freshRequest();
  return {
    provider,
    first,
    second,
    asked: { bankLine, amount: '250.00', kept: '0', reference: bankReference(paymentId) },
    also: () => test.ownerSql`
      select kind, state, why, amount_micros::text, fee_micros::text, payment_id is not null as of_payment
      from external_movements where id = ${`bank:${bankLine}`}`,
  };
}

/** A top-up of 80.00 of which its channel says that it was of 0.01, and how the answer and the row stand. */
async function wrongAnswer(test: TestDatabase) {
  const { channel, buyer, paidIn } = await payers(test);
  channel.fate = 'lost_before';
  const paymentId = await paidIn(buyer, '80.00');
  const value: Effect = {
    externalId: `cs_${paymentId}`,
    externalPaymentId: null,
    state: 'succeeded',
    failure: null,
    method: 'card',
    amountMicros: 10_000n,
    currency: 'CNY',
    payUrl: null,
  };
  await recordAnswer(engineContext(test), paymentId, { kind: 'done', value });
  const eventId = `answer:${paymentId}`;
  return {
    buyer,
    eventId,
    also: async () => ({
      events: await test.ownerSql`
        select state, outcome, note, explained_by_person_id is not null as explained from channel_events
        where id = ${eventId}`,
      asked: await test.ownerSql`
        select next_attempt_at <= ${test.now} as due, next_attempt_at is null as rests from payments
        where id = ${paymentId}`,
      explanations: await test.ownerSql`
        select count(*)::integer from audit_rows where verb = 'reconciliation.explain-event' and subject_id = ${eventId}`,
    }),
  };
}

/** A channel’s line of 20.00 with a fee of 0.50, as it comes in, and how it stands. */
function channelLine(test: TestDatabase) {
  const id = freshRequest();
  const line = {
    id,
    kind: 'other' as const,
    amountMicros: 20n * YUAN,
    feeMicros: YUAN / 2n,
    currency: 'CNY',
    externalId: null,
    occurredAt: new Date(test.now.getTime() + HOUR_MS),
    availableAt: null,
  };
  return {
    id,
    line,
    also: async () => ({
      lines: await test.ownerSql`
        select kind, state, why, note, amount_micros::text, fee_micros::text from external_movements where id = ${id}`,
      moved: await test.ownerSql`
        select p.recipe, a.kind, e.amount_micros::text from postings p join entries e on e.posting_id = p.id
        join accounts a on a.id = e.account_id where p.request_key like ${`%${id}%`} order by 1, 2`,
      explanations: await test.ownerSql`
        select count(*)::integer from audit_rows where verb = 'reconciliation.explain-movement' and subject_id = ${id}`,
    }),
  };
}

async function readLine(test: TestDatabase) {
  const { channel } = await payers(test);
  const { id, line, also } = channelLine(test);
  const stripe = {
    ...channel.channel,
    listMovements: () => Promise.resolve({ kind: 'done' as const, value: [line] }),
  };
  return { id, also, tools: { ...channel.tools, channels: { stripe } } };
}

const NOTE = 'Told the channel’s support of it.';

export const RETURNING: readonly Mutation[] = [
  {
    name: 'book a transfer that came back',
    key: 'the bank’s line',
    again: 'answered',
    other: 'bank_line_booked',
    foreign: { na: 'only the exchange books' },
    ready: async (test) => {
      const [one, another] = [await sentPayout(test), await sentPayout(test)];
      const { asked } = one;
      return {
        organizations: [one.provider],
        also: one.also,
        send: (db) => bookReturn(on(one.first, db), asked),
        other: [{ amount: '249.00', kept: '1.00' }, { reference: another.asked.reference }].map(
          (said) => (db) => bookReturn(on(one.first, db), { ...asked, ...said }),
        ),
      };
    },
  },
  ...(['confirm', 'take_back'] as const).map(
    (decision): Mutation => ({
      name:
        decision === 'confirm' ? 'confirm that a transfer came back' : 'take back that a transfer came back',
      key: 'the line',
      again: 'not_booked',
      other: 'not_booked',
      foreign: { na: 'only the exchange confirms' },
      ready: async (test) => {
        const { provider, first, second, asked, also } = await sentPayout(test);
        const { movementId } = await bookReturn(first, asked);
        const line = (await listOwnLines(second)).find(({ id }) => id === movementId);
        const said = { movementId, decision, seen: line && bookingSeen(line) };
        const other = decision === 'confirm' ? 'take_back' : 'confirm';
        return {
          organizations: [provider],
          also,
          send: (db) => confirmOwnLine(on(second, db), said),
          other: (db) => confirmOwnLine(on(second, db), { ...said, decision: other }),
        };
      },
    }),
  ),
  {
    name: 'explain an answer that fits nothing',
    key: 'the answer and the words',
    again: 'answered',
    other: { na: 'words may be written anew: they move nothing, and all of them are in the audit trail' },
    foreign: { na: 'only the exchange explains' },
    ready: async (test) => {
      const { buyer, eventId, also } = await wrongAnswer(test);
      const [first] = await operators(test);
      return {
        organizations: [buyer],
        also,
        send: (db) => explainEvent(on(first, db), { eventId, note: NOTE }),
      };
    },
  },
  {
    name: 'have an answer asked for again',
    key: 'the answer',
    again: 'answered',
    other: { na: 'it says nothing but its answer' },
    foreign: { na: 'only the exchange asks again' },
    ready: async (test) => {
      const { buyer, eventId, also } = await wrongAnswer(test);
      const [first] = await operators(test);
      return { organizations: [buyer], also, send: (db) => retryEvent(on(first, db), { eventId }) };
    },
  },
  {
    name: 'read a channel’s lines and their fees',
    key: 'the channel’s line',
    again: 'answered',
    other: { na: 'what a line said first stands: a channel’s books aren’t rewritten' },
    foreign: { na: 'the engine acts for nobody' },
    writes: [3],
    ready: async (test) => {
      const { tools, also } = await readLine(test);
      const send = async (db: TestDatabase['db']) =>
        void (await readMovements(on(engineContext(test), db), tools));
      return { organizations: [], also, send };
    },
  },
  {
    name: 'explain a line that fits nothing',
    key: 'the line and the words',
    again: 'answered',
    other: { na: 'words may be written anew: they move nothing, and all of them are in the audit trail' },
    foreign: { na: 'only the exchange explains' },
    ready: async (test) => {
      const { id: movementId, tools, also } = await readLine(test);
      await readMovements(engineContext(test), tools);
      const [first] = await operators(test);
      return {
        organizations: [],
        also,
        send: (db) => explainMovement(on(first, db), { movementId, note: NOTE }),
      };
    },
  },
];
