import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization } from '@/db/testing/fixtures';
import { engineContext } from '../testing/contexts';
import { PASSWORD, refusalOf, sessionContext, signedInMember, signIn, visitor } from '../testing/people';
import { changePassword } from './change-password';
import { disablePerson } from './disable-person';
import { endOtherSessions } from './end-other-sessions';
import { endSession, endSessionById } from './end-session';
import { listSessions } from './list-sessions';
import { resolveSession } from './resolve-session';
import { signInWithOidc } from './sign-in-with-oidc';
import { switchOrganization } from './switch-organization';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());
afterEach(() => {
  vi.useRealTimers();
});

const later = (ms: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
const auditVerbs = async (organizationId: string) =>
  (
    await test.ownerSql<{ verb: string }[]>`
      select verb from audit_rows where organization_id = ${organizationId} order by id`
  ).map(({ verb }) => verb);

describe('signing in', () => {
  it('the right password opens a session that acts for the organization with the role’s permissions', async () => {
    const organizationId = await makeOrganization(test);
    const trader = await signedInMember(test, organizationId, 'trader');
    const session = await resolveSession(test.db, trader.sessionId);
    expect(session?.actor).toMatchObject({
      kind: 'person',
      personId: trader.personId,
      organizationId,
      organizationStatus: 'admitted',
    });
    expect(session?.actor.permissions.has('orders.place')).toBe(true);
    expect(session?.actor.permissions.has('members.manage')).toBe(false);
    expect(session?.memberships).toMatchObject([{ organizationId, role: 'trader' }]);
    expect(await auditVerbs(organizationId)).toEqual(['identity.start-session']);
  });

  it('the address is the same in any case, the password only in its own', async () => {
    const { email } = await signedInMember(test, await makeOrganization(test));
    await signIn(test, email.toUpperCase());
    expect(await refusalOf(signIn(test, email, PASSWORD.toUpperCase()))).toBe('wrong_credentials');
  });

  it('after 5 failures even the right password waits 30 s, and a success clears the count', async () => {
    const { email } = await signedInMember(test, await makeOrganization(test));
    for (let i = 0; i < 5; i++)
      expect(await refusalOf(signIn(test, email, 'not the password'))).toBe('wrong_credentials');
    expect(await refusalOf(signIn(test, email))).toBe('sign_in_throttled');
    later(31_000);
    await signIn(test, email);
    expect(await refusalOf(signIn(test, email, 'not the password'))).toBe('wrong_credentials');
  });

  it('20 guesses at once are at most 5 guesses', async () => {
    const { email } = await signedInMember(test, await makeOrganization(test));
    const refusals = await Promise.all(
      Array.from({ length: 20 }, () => refusalOf(signIn(test, email, 'not the password'))),
    );
    expect(refusals.filter((refusal) => refusal === 'wrong_credentials')).toHaveLength(5);
    expect(refusals.filter((refusal) => refusal === 'sign_in_throttled')).toHaveLength(15);
  });

  it('an unknown address is refused in the same words, throttling included', async () => {
    for (let i = 0; i < 5; i++)
      expect(await refusalOf(signIn(test, 'nobody@example.test'))).toBe('wrong_credentials');
    expect(await refusalOf(signIn(test, 'Nobody@example.test'))).toBe('sign_in_throttled');
  });

  it('an identity provider’s subject is linked to a verified address once, and to an unverified one never', async () => {
    const { personId, email } = await signedInMember(test, await makeOrganization(test));
    const oidc = (subject: string, verifiedEmail: string | null) =>
      signInWithOidc(visitor(test), { subject, verifiedEmail, userAgent: null });
    expect(await refusalOf(oidc('subject-1', null))).toBe('oidc_unknown');
    const { sessionId } = await oidc('subject-1', email);
    expect((await resolveSession(test.db, sessionId))?.actor.personId).toBe(personId);
    await oidc('subject-1', null);
    expect(await refusalOf(oidc('subject-2', email))).toBe('oidc_unknown');
  });
});

describe('a session', () => {
  it('resolves to nobody once signed out, ended, unknown or a week old', async () => {
    const organizationId = await makeOrganization(test);
    const person = await signedInMember(test, organizationId);
    const [second, third] = [await signIn(test, person.email), await signIn(test, person.email)];
    await endSessionById(visitor(test), person.sessionId);
    await endSession(await sessionContext(test, second), { sessionId: second });
    expect(await resolveSession(test.db, person.sessionId)).toBeNull();
    expect(await resolveSession(test.db, second)).toBeNull();
    expect(await resolveSession(test.db, 'ses_unknown')).toBeNull();
    expect(await resolveSession(test.db, third)).not.toBeNull();
    later(7 * 24 * 3_600_000 + 1000);
    expect(await resolveSession(test.db, third)).toBeNull();
  });

  it('is ended by its own person only: a foreign one looks missing', async () => {
    const mine = await signedInMember(test, await makeOrganization(test));
    const other = await signedInMember(test, await makeOrganization(test));
    expect(await refusalOf(endSession(other.ctx, { sessionId: mine.sessionId }))).toBe('not_found');
    expect(await resolveSession(test.db, mine.sessionId)).not.toBeNull();
  });

  it('ends with all others of the person when the password changes', async () => {
    const person = await signedInMember(test, await makeOrganization(test));
    await signIn(test, person.email);
    const change = (present: string, password: string, repeated = password) =>
      changePassword(person.ctx, { present, password, repeated });
    const better = 'another long sentence';
    expect(await refusalOf(change('wrong', better))).toEqual({ present: 'wrong_password' });
    expect(await refusalOf(change(PASSWORD, better, 'typo'))).toEqual({ repeated: 'passwords_differ' });
    expect(await refusalOf(change(PASSWORD, 'short'))).toEqual({ password: 'password_too_short' });
    expect(await change(PASSWORD, better)).toEqual({ endedSessions: 2 });
    expect(await resolveSession(test.db, person.sessionId)).toBeNull();
    expect(await refusalOf(signIn(test, person.email))).toBe('wrong_credentials');
    await signIn(test, person.email, better);
  });

  it('stays when the person ends the others', async () => {
    const person = await signedInMember(test, await makeOrganization(test));
    const second = await signIn(test, person.email);
    const ctx = await sessionContext(test, second);
    expect(await listSessions(ctx)).toHaveLength(2);
    expect(await endOtherSessions(ctx, { currentSessionId: second })).toEqual({ ended: 1 });
    expect((await listSessions(ctx)).map(({ id }) => id)).toEqual([second]);
  });

  it('of a disabled person ends, and the person can’t sign in', async () => {
    const organizationId = await makeOrganization(test);
    const person = await signedInMember(test, organizationId);
    await disablePerson(engineContext(test), { email: person.email, reason: 'left the company' });
    expect(await resolveSession(test.db, person.sessionId)).toBeNull();
    expect(await refusalOf(signIn(test, person.email))).toBe('wrong_credentials');
    expect((await auditVerbs(organizationId)).at(-1)).toBe('identity.disable-person');
  });

  it('acts for another organization only where the person is a member', async () => {
    const [home, away, foreign] = [
      await makeOrganization(test),
      await makeOrganization(test, { provider: true }),
      await makeOrganization(test),
    ];
    const person = await signedInMember(test, home);
    await test.ownerSql`insert into memberships ${test.ownerSql({ person_id: person.personId, organization_id: away, role: 'viewer', event_at: test.now })}`;
    const move = (organizationId: string) =>
      switchOrganization(person.ctx, { sessionId: person.sessionId, organizationId });
    expect(await refusalOf(move(foreign))).toBe('not_found');
    await move(away);
    const moved = await resolveSession(test.db, person.sessionId);
    expect(moved?.actor.organizationId).toBe(away);
    expect(moved?.actor.permissions.has('pools.view')).toBe(true);
    expect(moved?.actor.permissions.has('pools.manage')).toBe(false);
    const next = await resolveSession(test.db, await signIn(test, person.email));
    expect(next?.actor.organizationId).toBe(away);
  });
});
