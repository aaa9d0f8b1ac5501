import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { checkMarket } from '../../market-check/check-market';
import { engineContext } from '../contexts';
import { Killed, killedAt } from '../money-model/faulty-database';
import { refusalOf } from '../people';
import { BANKING } from './banking';
import { BUDGETING } from './budgeting';
import { BUYING } from './buying';
import { CLEARING } from './clearing';
import { DELIVERING } from './delivering';
import { LEAVING } from './leaving';
import type { Mutation, Ready } from './mutation';
import { OWING } from './owing';
import { PAYEES } from './payees';
import { PAYING } from './paying';
import { RETURNING } from './returning';
import { STATING } from './stating';
import { WEBHOOKS } from './webhooks';

const PARALLEL = 50;
const ENTRIES = `(select e.organization_id, p.recipe, a.kind, e.amount_micros from entries e
  join postings p on p.id = e.posting_id join accounts a on a.id = e.account_id) e`;
// Each in a market of its own: where play money pays for orders, no real money is paid out (L-8).
const GROUPS = {
  buying: [...BUYING, ...BUDGETING, ...CLEARING],
  delivering: [...DELIVERING, ...STATING],
  leaving: LEAVING,
  paying: [...PAYING, ...PAYEES, ...WEBHOOKS],
  // What costs the exchange money of its own comes last: without any, payouts would stop (L-8).
  banking: [...BANKING, ...RETURNING, ...OWING],
};
let test: TestDatabase;

/** Everything of a mutation's organizations that money hangs on, without ids, so that equal histories read equal. */
async function booksOf({ organizations, also }: Pick<Ready, 'organizations' | 'also'>): Promise<unknown> {
  const own = [...organizations];
  const read = (columns: readonly string[], from: string, owner: string) => {
    const groups = columns.map((_, at) => at + 2).join(', ');
    return test.ownerSql.unsafe(
      `select array_position($1::text[], ${owner}) as of, ${columns.join(', ')}, count(*)::integer as times
       from ${from} where ${owner} = any($1) group by 1, ${groups} order by ${groups}, 1`,
      [own],
    );
  };
  return {
    balances: await read(['kind', 'balance_micros', 'version'], 'accounts', 'organization_id'),
    entries: await read(['recipe', 'kind', 'amount_micros'], ENTRIES, 'organization_id'),
    payments: await read(
      [
        'kind',
        'state',
        'amount_micros',
        'returned_micros',
        'waits_for',
        'booked_by_person_id is not null as booked',
      ],
      'payments',
      'organization_id',
    ),
    payees: await read(['channel', 'state', 'requirements'], 'channel_accounts', 'organization_id'),
    orders: await read(['kind', 'state', 'units', 'limit_micros'], 'orders', 'organization_id'),
    replacements: await read(['state', 'because', 'units'], 'replacements', 'organization_id'),
    leases: await read(
      [
        'state',
        'end_reason',
        'earned_micros',
        'input_ready_at is not null as input_ready',
        'work_started_at is not null as work_runs',
      ],
      'leases',
      'buyer_organization_id',
    ),
    holds: await read(
      ['held_micros', 'disputed_micros', 'closed_at is not null as closed'],
      'holds',
      'organization_id',
    ),
    deliveries: await read(['kind', 'state', 'units'], 'deliveries', 'buyer_organization_id'),
    disputes: await read(['state', 'outcome', 'provider_units'], 'disputes', 'buyer_organization_id'),
    chargebacks: await read(['state', 'amount_micros'], 'chargebacks', 'organization_id'),
    also: await also?.(),
  };
}

const references = new Map<string, Promise<unknown>>();
/** The books after a mutation was sent once, and only once. */
function sentOnce(mutation: Mutation): Promise<unknown> {
  const before = references.get(mutation.name);
  if (before) return before;
  const made = (async () => {
    const ready = await mutation.ready(test);
    const untouched = await booksOf(ready);
    await ready.send(test.db);
    const books = await booksOf(ready);
    expect(books).not.toEqual(untouched);
    return books;
  })();
  references.set(mutation.name, made);
  return made;
}

/** What sending it again comes to: the same answer, or the refusal that says it is done. */
const ofAgain = ({ again }: Mutation) => (again === 'answered' ? 'not refused' : again);

/** The ids an answer names: what makes it the same answer, whatever else has moved since. */
function keysOf(answer: unknown): Readonly<Record<string, unknown>> {
  if (typeof answer !== 'object' || answer === null) return {};
  return Object.fromEntries(Object.entries(answer).filter(([name]) => name.endsWith('Id')));
}

/** The cells of one mutation. */
function sendAgain(mutation: Mutation): void {
  it('the same key and body once more changes nothing', async () => {
    const ready = await mutation.ready(test);
    const { send } = ready;
    const first = await send(test.db);
    const books = await booksOf(ready);
    if (mutation.again === 'answered') {
      const second = await send(test.db);
      if (typeof first === 'object') expect(keysOf(second)).toEqual(keysOf(first));
    } else expect(await refusalOf(send(test.db))).toBe(mutation.again);
    expect(await booksOf(ready)).toEqual(books);
    expect(books).toEqual(await sentOnce(mutation));
  });

  it(
    typeof mutation.other === 'string'
      ? `the same key and another body is refused ${mutation.other}`
      : `another body: n/a, because ${mutation.other.na}`,
    async () => {
      if (typeof mutation.other !== 'string') return;
      const ready = await mutation.ready(test);
      const { send, other } = ready;
      await send(test.db);
      const others = typeof other === 'function' ? [other] : (other ?? []);
      const said = [];
      for (const one of others) said.push(await refusalOf(one(test.db)));
      expect(said.length).toBeGreaterThan(0);
      expect(said).toEqual(others.map(() => mutation.other));
      expect(await booksOf(ready)).toEqual(await sentOnce(mutation));
    },
  );

  it(`${PARALLEL} at once are one`, async () => {
    const ready = await mutation.ready(test);
    const { send } = ready;
    const answers = await Promise.all(Array.from({ length: PARALLEL }, () => refusalOf(send(test.db))));
    const said = new Set(answers);
    said.delete('not refused');
    expect(answers).toContain('not refused');
    expect([...said].filter((code) => code !== ofAgain(mutation))).toEqual([]);
    expect(await booksOf(ready)).toEqual(await sentOnce(mutation));
  });

  const writes = mutation.writes ?? [1];
  for (const nth of writes)
    it.each(['before', 'after'] as const)(
      `killed %s ${writes.length === 1 ? 'its commit' : `the commit of transaction ${nth}`} and sent again, it is one`,
      async (when) => {
        const ready = await mutation.ready(test);
        const { send } = ready;
        const killed = killedAt(test.db, nth, when);
        await send(killed).catch((error: unknown) => {
          if (!(error instanceof Killed)) throw error;
        });
        const again = await refusalOf(send(test.db));
        if (again !== 'not refused') expect([when, again]).toEqual(['after', mutation.again]);
        expect(await booksOf(ready)).toEqual(await sentOnce(mutation));
      },
    );

  it(
    typeof mutation.foreign === 'string'
      ? mutation.foreign === 'own'
        ? 'another organization’s same key is a request of its own'
        : `from another organization it is ${mutation.foreign}`
      : `another organization: n/a, because ${mutation.foreign.na}`,
    async () => {
      if (typeof mutation.foreign !== 'string') return;
      const ready = await mutation.ready(test);
      const { send, foreign, foreignOrganizations } = ready;
      const expected = mutation.foreign === 'own' ? 'not refused' : mutation.foreign;
      const untouched = await booksOf(ready);
      expect(foreign && (await refusalOf(foreign(test.db)))).toBe(expected);
      expect(await booksOf(ready)).toEqual(untouched);
      if (mutation.foreign === 'own') {
        if (!foreignOrganizations) throw new Error(`${mutation.name}: whose books?`);
        expect(await booksOf({ organizations: foreignOrganizations })).toEqual(await sentOnce(mutation));
      }
      await send(test.db);
      expect(await booksOf(ready)).toEqual(await sentOnce(mutation));
    },
  );
}

describe.each(Object.entries(GROUPS))('%s', (_, mutations) => {
  beforeAll(async () => {
    test = await createTestDatabase({ connectionsMax: 10 });
  });
  afterAll(() => test.drop());

  describe.each(mutations)('$name, by $key', sendAgain);

  it('after all of it the market is clean', async () => {
    const { disagreements } = await checkMarket(engineContext(test));
    expect(disagreements).toEqual([]);
  });
});
