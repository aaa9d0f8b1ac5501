import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { checkMarket } from '../../market-check/check-market';
import { engineContext } from '../contexts';
import { Killed, killedAt } from '../money-model/faulty-database';
import { refusalOf } from '../people';
import { BUYING } from './buying';
import { DELIVERING } from './delivering';
import type { Mutation } from './mutation';
import { PAYING } from './paying';

const PARALLEL = 50;
// Each in a market of its own: where play money pays for orders, no real money is paid out (L-8).
const GROUPS = { buying: BUYING, paying: PAYING, delivering: DELIVERING };
let test: TestDatabase;

/** Everything of some organizations that money hangs on, without ids, so that equal histories read equal. */
async function booksOf(organizations: readonly string[]): Promise<unknown> {
  const own = [...organizations];
  const place = (column: string) => `array_position($1::text[], ${column})`;
  const read = (columns: string, from: string, owner: string) =>
    test.ownerSql.unsafe(
      `select ${place(owner)} as of, ${columns}, count(*)::integer as times from ${from} where ${owner} = any($1) group by 1, ${columns
        .split(', ')
        .map((_, i) => i + 2)
        .join(', ')} order by ${columns
        .split(', ')
        .map((_, i) => i + 2)
        .join(', ')}, 1`,
      [own],
    );
  return {
    balances: await read('kind, balance_micros, version', 'accounts', 'organization_id'),
    entries: await read(
      'recipe, kind, amount_micros',
      '(select e.organization_id, p.recipe, a.kind, e.amount_micros from entries e join postings p on p.id = e.posting_id join accounts a on a.id = e.account_id) e',
      'organization_id',
    ),
    payments: await read(
      'kind, state, amount_micros, returned_micros, waits_for, booked_by_person_id is not null',
      'payments',
      'organization_id',
    ),
    orders: await read('state, limit_micros', 'orders', 'organization_id'),
    leases: await read('state, end_reason, earned_micros', 'leases', 'buyer_organization_id'),
    deliveries: await read('state, units', 'deliveries', 'buyer_organization_id'),
    disputes: await read('state, outcome, provider_units', 'disputes', 'buyer_organization_id'),
    chargebacks: await read('state, amount_micros', 'chargebacks', 'organization_id'),
  };
}

const references = new Map<string, Promise<unknown>>();
/** The books after a mutation was sent once, and only once. */
function sentOnce(mutation: Mutation): Promise<unknown> {
  const before = references.get(mutation.name);
  if (before) return before;
  const made = (async () => {
    const { organizations, send } = await mutation.ready(test);
    const untouched = await booksOf(organizations);
    await send(test.db);
    const books = await booksOf(organizations);
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
    const { organizations, send } = await mutation.ready(test);
    const first = await send(test.db);
    const books = await booksOf(organizations);
    if (mutation.again === 'answered') {
      const second = await send(test.db);
      if (typeof first === 'object') expect(keysOf(second)).toEqual(keysOf(first));
    } else expect(await refusalOf(send(test.db))).toBe(mutation.again);
    expect(await booksOf(organizations)).toEqual(books);
    expect(books).toEqual(await sentOnce(mutation));
  });

  it(
    typeof mutation.other === 'string'
      ? `the same key and another body is refused ${mutation.other}`
      : `another body: n/a, because ${mutation.other.na}`,
    async () => {
      if (typeof mutation.other !== 'string') return;
      const { organizations, send, other } = await mutation.ready(test);
      await send(test.db);
      expect(other && (await refusalOf(other(test.db)))).toBe(mutation.other);
      expect(await booksOf(organizations)).toEqual(await sentOnce(mutation));
    },
  );

  it(`${PARALLEL} at once are one`, async () => {
    const { organizations, send } = await mutation.ready(test);
    const answers = await Promise.all(Array.from({ length: PARALLEL }, () => refusalOf(send(test.db))));
    const said = new Set(answers);
    said.delete('not refused');
    expect(answers).toContain('not refused');
    expect([...said].filter((code) => code !== ofAgain(mutation))).toEqual([]);
    expect(await booksOf(organizations)).toEqual(await sentOnce(mutation));
  });

  it.each(['before', 'after'] as const)('killed %s its commit and sent again, it is one', async (when) => {
    const { organizations, send } = await mutation.ready(test);
    const killed = killedAt(test.db, mutation.writes ?? 1, when);
    await send(killed).catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error;
    });
    const again = await refusalOf(send(test.db));
    if (again !== 'not refused') expect([when, again]).toEqual(['after', mutation.again]);
    expect(await booksOf(organizations)).toEqual(await sentOnce(mutation));
  });

  it(
    typeof mutation.foreign === 'string'
      ? mutation.foreign === 'own'
        ? 'another organization’s same key is a request of its own'
        : `from another organization it is ${mutation.foreign}`
      : `another organization: n/a, because ${mutation.foreign.na}`,
    async () => {
      if (typeof mutation.foreign !== 'string') return;
      const { organizations, send, foreign } = await mutation.ready(test);
      const expected = mutation.foreign === 'own' ? 'not refused' : mutation.foreign;
      const untouched = await booksOf(organizations);
      expect(foreign && (await refusalOf(foreign(test.db)))).toBe(expected);
      expect(await booksOf(organizations)).toEqual(untouched);
      await send(test.db);
      expect(await booksOf(organizations)).toEqual(await sentOnce(mutation));
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
    // Providers here earned and buyers spent without a lease behind it, as fixtures do; the ledger itself is whole.
    const { disagreements } = await checkMarket(engineContext(test));
    const ofLedger = ['currency_sums_to_zero', 'posting_sums_to_zero', 'versions_gapless', 'balance_sign'];
    expect(disagreements.filter(({ check }) => ofLedger.includes(check))).toEqual([]);
  });
});
