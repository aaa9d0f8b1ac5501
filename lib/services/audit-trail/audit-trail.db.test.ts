import { generateKeyPairSync } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appendAudit } from '@/db/queries/append-audit';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { headSigner } from '@/lib/adapters/signing';
import { engineContext } from '../testing/contexts';
import { checkAudit } from './check-audit';
import { sequenceAudit } from './sequence-audit';
import { signHeads } from './sign-heads';

const newSigner = () =>
  headSigner(
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
    null,
  );
const signer = newSigner();
if (!signer) throw new Error('no signer');

let test: TestDatabase;
beforeEach(async () => {
  test = await createTestDatabase();
});
afterEach(() => test.drop());

const write = (organizationId: string, rows: number) =>
  test.db.asEngine((tx) =>
    appendAudit(
      tx,
      Array.from({ length: rows }, (_, i) => ({
        organizationId,
        actorKind: 'engine' as const,
        actorId: 'test',
        verb: 'test.write',
        subjectType: 'thing',
        subjectId: `thing ${i}`,
        facts: { amountMicros: 12_345_678_901_234_567_890n, nested: { b: 1.5, a: [null, '中文'] } },
        requestId: 'req_test',
        eventAt: test.now,
      })),
    ),
  );

const check = () => checkAudit(engineContext(test), signer);

/** Changes history the way only a superuser could: with the triggers and foreign keys off. */
const tamper = (change: (sql: TransactionSql) => Promise<unknown>) =>
  test.ownerSql.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await change(sql);
  });

describe('the audit trail', () => {
  it('numbers each organization’s rows 1, 2, 3 … without a gap, and a second run adds nothing', async () => {
    await write('org_a', 3);
    await write('org_b', 1);
    await write('org_a', 2);
    expect(await sequenceAudit(engineContext(test))).toBe(6);
    expect(await sequenceAudit(engineContext(test))).toBe(0);
    const numbers = await test.ownerSql<{ organization_id: string; number: string }[]>`
      select organization_id, number from audit_chain order by organization_id, number`;
    expect(numbers.map((link) => `${link.organization_id} ${link.number}`)).toEqual([
      'org_a 1',
      'org_a 2',
      'org_a 3',
      'org_a 4',
      'org_a 5',
      'org_b 1',
    ]);
    await write('org_a', 1);
    expect(await check()).toMatchObject({ organizations: 2, links: 6, waiting: 1, broken: null });
  });

  it('is linked once by four sequencers at a time', async () => {
    await Promise.all(Array.from({ length: 10 }, (_, i) => write(`org_${i % 3}`, 300)));
    const linked = await Promise.all(Array.from({ length: 4 }, () => sequenceAudit(engineContext(test))));
    expect(linked.reduce((sum, count) => sum + count, 0)).toBe(3000);
    expect(await check()).toMatchObject({ organizations: 3, links: 3000, waiting: 0, broken: null });
  });

  it('links a row that became visible after later ones', async () => {
    let commit = () => {};
    const held = new Promise<void>((resolve) => {
      commit = resolve;
    });
    let written = () => {};
    const started = new Promise<void>((resolve) => {
      written = resolve;
    });
    const slow = test.db.asEngine(async (tx) => {
      await appendAudit(tx, [
        {
          organizationId: 'org_a',
          actorKind: 'engine',
          actorId: 'slow',
          verb: 'test.write',
          subjectType: 'thing',
          subjectId: 'late',
          facts: {},
          requestId: 'req_test',
          eventAt: test.now,
        },
      ]);
      written();
      await held;
    });
    await started;
    await write('org_a', 2);
    expect(await sequenceAudit(engineContext(test))).toBe(2);
    commit();
    await slow;
    expect(await sequenceAudit(engineContext(test))).toBe(1);
    expect(await check()).toMatchObject({ links: 3, waiting: 0, broken: null });
  });
});

describe('an attacker who owns the database', () => {
  beforeEach(async () => {
    await write('org_a', 5);
    await write('org_b', 5);
    await sequenceAudit(engineContext(test));
  });

  it('can’t even edit a row without turning triggers off', async () => {
    const edit = test.ownerSql`update audit_rows set verb = 'nothing.happened' where id = 3`;
    await expect(edit).rejects.toThrow();
  });

  it('is found by an edited row', async () => {
    await tamper(
      (sql) =>
        sql`update audit_rows set facts = '{}' where organization_id = 'org_b' and subject_id = 'thing 2'`,
    );
    expect((await check()).broken).toMatchObject({ organizationId: 'org_b', number: 3n, problem: 'hash' });
  });

  it('is found by a deleted row', async () => {
    await tamper(
      (sql) => sql`delete from audit_rows where organization_id = 'org_b' and subject_id = 'thing 3'`,
    );
    expect((await check()).broken).toMatchObject({
      organizationId: 'org_b',
      number: 4n,
      problem: 'row_gone',
    });
  });

  it('is found by a row deleted with its link', async () => {
    await tamper(async (sql) => {
      await sql`delete from audit_chain where organization_id = 'org_b' and number = 4`;
      await sql`delete from audit_rows where organization_id = 'org_b' and subject_id = 'thing 3'`;
    });
    expect((await check()).broken).toMatchObject({ organizationId: 'org_b', number: 5n, problem: 'number' });
  });

  it('is found by the signed head when the tail is cut or the whole chain made anew', async () => {
    expect(await signHeads(engineContext(test), signer)).toBe(2);
    expect(await signHeads(engineContext(test), signer)).toBe(0);
    expect(await check()).toMatchObject({ heads: 2, signatures: 2, broken: null });
    await tamper(async (sql) => {
      await sql`delete from audit_chain where organization_id = 'org_b'`;
      await sql`delete from audit_rows where organization_id = 'org_b' and subject_id = 'thing 4'`;
    });
    await sequenceAudit(engineContext(test));
    expect((await check()).broken).toMatchObject({ organizationId: 'org_b', number: 5n, problem: 'head' });
    await write('org_b', 1);
    await sequenceAudit(engineContext(test));
    expect((await check()).broken).toMatchObject({ organizationId: 'org_b', number: 5n, problem: 'head' });
  });

  it('can’t sign another head: the signature isn’t the key’s', async () => {
    await signHeads(engineContext(test), signer);
    await tamper(
      (sql) =>
        sql`update audit_heads set signature = decode(repeat('ab', 64), 'hex') where organization_id = 'org_a'`,
    );
    expect((await check()).broken).toMatchObject({ organizationId: 'org_a', problem: 'signature' });
    const withoutKey = await checkAudit(engineContext(test), newSigner());
    expect(withoutKey).toMatchObject({ heads: 2, signatures: 0, broken: null });
  });
});
