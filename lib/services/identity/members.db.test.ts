import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization } from '@/db/testing/fixtures';
import { authorizeTrading } from '../authorize';
import { contextAs, engineContext, ownerContext } from '../testing/contexts';
import { PASSWORD, refusalOf, sessionContext, signedInMember, signIn, visitor } from '../testing/people';
import { addMember } from './add-member';
import { admitOrganization } from './admit-organization';
import { bootstrapOperator } from './bootstrap-operator';
import { changeMemberRole } from './change-member-role';
import { getOrganization } from './get-organization';
import { listMembers } from './list-members';
import { listOrganizations } from './list-organizations';
import { registerRegulator } from './register-regulator';
import { removeMember } from './remove-member';
import { resolveSession } from './resolve-session';
import { signUp } from './sign-up';
import { suspendOrganization } from './suspend-organization';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

const APPLICATION = {
  name: 'Wei Zhang',
  email: 'wei@lantern.example',
  password: PASSWORD,
  registeredName: 'Lantern Compute',
  country: 'SG',
  registrationNumber: '201912345K',
  controllingGroup: null,
  buyer: true,
  provider: true,
};

describe('registering', () => {
  it('makes a person who owns a pending organization, which looks but doesn’t trade until it is admitted', async () => {
    const { organizationId } = await signUp(visitor(test), APPLICATION);
    const ctx = await sessionContext(test, await signIn(test, APPLICATION.email));
    expect(ctx.actor).toMatchObject({ organizationId, organizationStatus: 'pending' });
    expect(ctx.actor.permissions.has('orders.place')).toBe(true);
    const trade = async (as: typeof ctx) => authorizeTrading(as, 'orders.place');
    expect(await refusalOf(trade(ctx))).toBe('organization_not_admitted');

    const operator = ownerContext(test, await makeOrganization(test, { operator: true }), ['operator']);
    await admitOrganization(operator, { organizationId, note: 'register extract of 2 November' });
    const admitted = await sessionContext(test, await signIn(test, APPLICATION.email));
    expect(await trade(admitted)).toBe(organizationId);
    await suspendOrganization(operator, { organizationId, reason: 'papers expired' });
    const suspended = await sessionContext(test, await signIn(test, APPLICATION.email));
    expect(await refusalOf(trade(suspended))).toBe('organization_not_admitted');
    const again = suspendOrganization(operator, { organizationId, reason: 'again' });
    expect(await refusalOf(again)).toBe('organization_state');
    const rows = await test.ownerSql<{ verb: string }[]>`
      select verb from audit_rows where organization_id = ${organizationId} and verb <> 'identity.start-session' order by id`;
    expect(rows.map(({ verb }) => verb)).toEqual([
      'identity.sign-up',
      'identity.admit-organization',
      'identity.suspend-organization',
    ]);
  });

  it('refuses a second person with the address, a second organization with the number, and leaves nothing half made', async () => {
    const count = async () => (await test.ownerSql`select from persons`).length;
    const before = await count();
    const same = signUp(visitor(test), { ...APPLICATION, registrationNumber: '201999999Z' });
    expect(await refusalOf(same)).toBe('email_taken');
    const sameNumber = signUp(visitor(test), { ...APPLICATION, email: 'li@lantern.example' });
    expect(await refusalOf(sameNumber)).toBe('registration_taken');
    expect(await count()).toBe(before);
  });

  it('names each field that is wrong', async () => {
    const wrong = (change: object) => refusalOf(signUp(visitor(test), { ...APPLICATION, ...change }));
    expect(await wrong({ email: 'x', name: '' })).toEqual({ email: 'email', name: 'required' });
    expect(await wrong({ password: 'password123' })).toEqual({ password: 'password_too_common' });
    expect(await wrong({ buyer: false, provider: false })).toEqual({ buyer: 'capacity_missing' });
    expect(await wrong({ email: 'a@b.example', country: 'CN' })).toEqual({
      registrationNumber: 'not_a_credit_code',
    });
    expect(await wrong({ operator: true })).toEqual({ form: 'unknown_field' });
  });
});

describe('members', () => {
  it('somebody new gets a password once; an address with an account can’t be pulled into another organization', async () => {
    const owner = await signedInMember(test, await makeOrganization(test));
    const added = await addMember(owner.ctx, { email: 'New@one.example', name: 'New One', role: 'finance' });
    const session = await resolveSession(
      test.db,
      await signIn(test, 'new@one.example', added.oneTimePassword),
    );
    expect(session?.actor.permissions.has('wallet.top_up')).toBe(true);
    const elsewhere = await signedInMember(test, await makeOrganization(test));
    const known = addMember(elsewhere.ctx, { email: 'new@ONE.example', name: 'x', role: 'viewer' });
    expect(await refusalOf(known)).toBe('person_known');
    const twice = addMember(owner.ctx, { email: 'new@one.example', name: 'x', role: 'viewer' });
    expect(await refusalOf(twice)).toBe('already_member');
  });

  it('another role ends the member’s sessions', async () => {
    const organizationId = await makeOrganization(test);
    const owner = await signedInMember(test, organizationId);
    const trader = await signedInMember(test, organizationId, 'trader');
    await changeMemberRole(owner.ctx, { personId: trader.personId, role: 'viewer' });
    expect(await resolveSession(test.db, trader.sessionId)).toBeNull();
    expect(await resolveSession(test.db, owner.sessionId)).not.toBeNull();
  });

  it('a removed member’s session acts for nobody of that organization', async () => {
    const organizationId = await makeOrganization(test);
    const owner = await signedInMember(test, organizationId);
    const trader = await signedInMember(test, organizationId, 'trader');
    await removeMember(owner.ctx, { personId: trader.personId });
    expect(await resolveSession(test.db, trader.sessionId)).toBeNull();
    const again = await resolveSession(test.db, await signIn(test, trader.email));
    expect(again?.actor).toMatchObject({ organizationId: null, permissions: new Set() });
  });

  it('the last owner stays, also when two owners demote each other at once', async () => {
    const organizationId = await makeOrganization(test);
    const [a, b] = [await signedInMember(test, organizationId), await signedInMember(test, organizationId)];
    const outcomes = await Promise.all([
      refusalOf(changeMemberRole(a.ctx, { personId: b.personId, role: 'viewer' })),
      refusalOf(changeMemberRole(b.ctx, { personId: a.personId, role: 'viewer' })),
    ]);
    expect(outcomes.sort()).toEqual(['last_owner', 'not refused']);
    const left = (await listMembers(a.ctx)).find(({ role }) => role === 'owner');
    expect(await refusalOf(removeMember(a.ctx, { personId: left?.personId }))).toBe('last_owner');
  });

  it('of a foreign organization look missing, and only owners manage', async () => {
    const organizationId = await makeOrganization(test);
    const stranger = await signedInMember(test, await makeOrganization(test));
    const trader = await signedInMember(test, organizationId, 'trader');
    const { personId } = trader;
    expect((await listMembers(stranger.ctx)).map((member) => member.personId)).toEqual([stranger.personId]);
    expect(await refusalOf(changeMemberRole(stranger.ctx, { personId, role: 'viewer' }))).toBe('not_found');
    expect(await refusalOf(removeMember(stranger.ctx, { personId }))).toBe('not_found');
    expect(await refusalOf(listMembers(trader.ctx))).toBe('forbidden');
    expect(await refusalOf(listMembers(visitor(test)))).toBe('not_signed_in');
    expect((await getOrganization(trader.ctx)).id).toBe(organizationId);
  });
});

describe('the operator', () => {
  it('is bootstrapped once, also when two commands race', async () => {
    const fresh = await createTestDatabase();
    try {
      const bootstrap = (email: string, registrationNumber: string) =>
        bootstrapOperator(engineContext(fresh), {
          name: 'First Operator',
          email,
          registeredName: 'Market Operator',
          country: 'SG',
          registrationNumber,
        });
      const outcomes = await Promise.all([
        refusalOf(bootstrap('a@market.example', 'OPERATOR-1')),
        refusalOf(bootstrap('b@market.example', 'OPERATOR-2')),
      ]);
      expect(outcomes.sort()).toEqual(['not refused', 'operator_exists']);
      expect(await refusalOf(bootstrap('c@market.example', 'OPERATOR-3'))).toBe('operator_exists');
    } finally {
      await fresh.drop();
    }
  });

  it('sees every organization, filtered as asked; nobody else does', async () => {
    const operator = ownerContext(test, await makeOrganization(test, { operator: true }), ['operator']);
    const name = '100 % Green_Compute';
    const id = await makeOrganization(test, { provider: true, status: 'pending', name });
    const found = await listOrganizations(operator, {
      status: 'pending',
      capacity: 'provider',
      text: '% green_',
    });
    expect(found.map((line) => line.id)).toEqual([id]);
    expect(await listOrganizations(operator, { text: '%%' })).toEqual([]);
    const buyer = await signedInMember(test, await makeOrganization(test));
    expect(await refusalOf(listOrganizations(buyer.ctx))).toBe('forbidden');
    expect(await refusalOf(admitOrganization(buyer.ctx, { organizationId: id }))).toBe('forbidden');
  });

  it('registers a regulator whose sessions carry its scope', async () => {
    const { oneTimePassword } = await registerRegulator(engineContext(test), {
      name: 'Reg Ulator',
      email: 'reg@office.example',
      registeredName: 'Ningxia Office',
      country: 'SG',
      registrationNumber: 'GOV-0001',
      scope: { kind: 'regions', regions: ['CN-NX'] },
    });
    const sessionId = await signIn(test, 'reg@office.example', oneTimePassword ?? '');
    const session = await resolveSession(test.db, sessionId);
    expect(session?.actor.regulatorScope).toEqual({ kind: 'regions', regions: ['CN-NX'] });
    const ctx = contextAs(test, session?.actor ?? visitor(test).actor);
    expect(await refusalOf(registerRegulator(ctx, {}))).toBe('forbidden');
  });
});
