import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization } from '@/db/testing/fixtures';
import { assert } from '@/lib/core/assert';
import { makeApiKey } from '@/lib/identity/api-key';
import type { Actor } from '../context';
import { contextAs } from '../testing/contexts';
import { refusalOf, signedInMember } from '../testing/people';
import { chargeKey } from './charge-key';
import { createApiKey } from './create-api-key';
import { listApiKeys } from './list-api-keys';
import { removeMember } from './remove-member';
import { resolveApiKey } from './resolve-api-key';
import { revokeApiKey } from './revoke-api-key';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());
afterEach(() => {
  vi.useRealTimers();
});

const ORDERS = { name: 'nightly', scopes: ['orders.view', 'orders.place'], lifeDays: 30 };
const KEY_ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const resolve = (secret: string) => resolveApiKey(test.db, `Bearer ${secret}`);

async function actorOf(secret: string): Promise<Actor> {
  const actor = await resolve(secret);
  assert(actor, 'working key');
  return actor;
}

describe('an API key', () => {
  it('acts for its organization with its scopes and nothing else', async () => {
    const organizationId = await makeOrganization(test);
    const owner = await signedInMember(test, organizationId);
    const { keyId, secret } = await createApiKey(owner.ctx, ORDERS);
    const actor = await actorOf(secret);
    expect(actor).toMatchObject({ kind: 'key', keyId, personId: null, organizationId });
    expect([...actor.permissions].sort()).toEqual(['orders.place', 'orders.view']);
    expect(await refusalOf(listApiKeys(contextAs(test, actor)))).toBe('forbidden');
  });

  it('is kept as prefix and hash only', async () => {
    const owner = await signedInMember(test, await makeOrganization(test));
    const { keyId, secret } = await createApiKey(owner.ctx, ORDERS);
    const [row] = await test.ownerSql`select * from api_keys where id = ${keyId}`;
    const audits = await test.ownerSql`select * from audit_rows where subject_id = ${keyId}`;
    expect(JSON.stringify([row, audits])).not.toContain(secret.split('_')[3]);
    expect(secret).toContain(row?.prefix);
  });

  it('carries only scopes that its maker holds and that keys may carry', async () => {
    const owner = await signedInMember(test, await makeOrganization(test));
    const make = (scopes: string[]) => refusalOf(createApiKey(owner.ctx, { ...ORDERS, scopes }));
    expect(await make(['pools.manage'])).toEqual({ scopes: 'choice' });
    expect(await make(['members.manage'])).toEqual({ 'scopes.0': 'choice' });
    expect(await make([])).toEqual({ scopes: 'required' });
    const trader = await signedInMember(test, await makeOrganization(test), 'trader');
    expect(await refusalOf(createApiKey(trader.ctx, ORDERS))).toBe('forbidden');
  });

  it('means nobody when mistyped, forged, without Bearer, expired or revoked', async () => {
    const owner = await signedInMember(test, await makeOrganization(test));
    const { keyId, secret } = await createApiKey(owner.ctx, ORDERS);
    const prefixBytes = [...secret.slice(7, 15)].map((symbol) => KEY_ALPHABET.indexOf(symbol));
    const forged = makeApiKey('key', Uint8Array.from([...prefixBytes, ...new Array(32).fill(7)])).text;
    expect(forged.slice(0, 15)).toBe(secret.slice(0, 15));
    expect(await resolve(`${secret.slice(0, -1)}${secret.endsWith('0') ? '1' : '0'}`)).toBeNull();
    expect(await resolve(forged)).toBeNull();
    expect(await resolveApiKey(test.db, secret)).toBeNull();
    expect(await resolve(secret)).not.toBeNull();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 30 * 24 * 3_600_000 });
    expect(await resolve(secret)).toBeNull();
    vi.useRealTimers();
    await revokeApiKey(owner.ctx, { keyId });
    expect(await resolve(secret)).toBeNull();
    expect(await refusalOf(revokeApiKey(owner.ctx, { keyId }))).toBe('key_revoked');
    expect((await listApiKeys(owner.ctx)).map(({ state }) => state)).toEqual(['revoked']);
  });

  it('of a foreign organization looks missing', async () => {
    const owner = await signedInMember(test, await makeOrganization(test));
    const stranger = await signedInMember(test, await makeOrganization(test));
    const { keyId, secret } = await createApiKey(owner.ctx, ORDERS);
    expect(await refusalOf(revokeApiKey(stranger.ctx, { keyId }))).toBe('not_found');
    expect(await listApiKeys(stranger.ctx)).toEqual([]);
    expect(await resolve(secret)).not.toBeNull();
  });

  it('stops when its maker leaves the organization', async () => {
    const organizationId = await makeOrganization(test);
    const [owner, leaver] = [
      await signedInMember(test, organizationId),
      await signedInMember(test, organizationId),
    ];
    const { secret } = await createApiKey(leaver.ctx, ORDERS);
    expect(await removeMember(owner.ctx, { personId: leaver.personId })).toEqual({ revokedKeys: 1 });
    expect(await resolve(secret)).toBeNull();
  });

  it('capped at 100.00 places 60.00, is refused 40.000001 with 40 left, and takes 40.00; ten at once never pass the cap', async () => {
    const organizationId = await makeOrganization(test);
    const owner = await signedInMember(test, organizationId);
    const { secret } = await createApiKey(owner.ctx, { ...ORDERS, spendCap: '100.00' });
    const ctx = contextAs(test, await actorOf(secret));
    const charge = (micros: bigint) =>
      refusalOf(test.db.asOrganization(organizationId, (tx) => chargeKey(tx, ctx, micros)));
    expect(await charge(60_000_000n)).toBe('not refused');
    expect(await charge(40_000_001n)).toBe('key_cap_exceeded');
    const ten = await Promise.all(Array.from({ length: 10 }, () => charge(15_000_000n)));
    expect(ten.filter((outcome) => outcome === 'not refused')).toHaveLength(2);
    expect(await charge(10_000_000n)).toBe('not refused');
    expect((await listApiKeys(owner.ctx))[0]?.spentMicros).toBe(100_000_000n);
  });
});
