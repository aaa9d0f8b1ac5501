import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization } from '@/db/testing/fixtures';
import { getInvoice } from '../statements/get-invoice';
import { ownerContext } from '../testing/contexts';
import { refusalOf, visitor } from '../testing/people';
import { listAddresses } from './list-addresses';
import { setAddress } from './set-address';
import { signUp } from './sign-up';

const BERLIN = { street: 'Unter den Linden 1', city: 'Berlin', postalCode: '10117', country: 'DE' };
const POTSDAM = {
  ...BERLIN,
  street: 'Am Kanal 4',
  streetMore: '2. OG',
  city: 'Potsdam',
  postalCode: '14467',
};
let test: TestDatabase;
let house: string;

beforeAll(async () => {
  test = await createTestDatabase();
  house = await makeOrganization(test, { operator: true });
});
afterAll(() => test.drop());

const later = (days: number) => new Date(test.now.getTime() + days * 86_400_000);
const as = (id: string, now = test.now) => ownerContext(test, id, ['buyer'], { now });
/** The first instant of the month after an instant's, and that many hours. */
const nextMonth = (at: Date, hours = 0) =>
  new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1, hours));

describe('an organization’s registered address', () => {
  it('stands from when it was said on; what stood before is kept, and said again it changes nothing', async () => {
    const buyer = await makeOrganization(test);
    expect(await listAddresses(as(buyer))).toEqual([]);
    await setAddress(as(buyer), BERLIN);
    await setAddress(as(buyer, later(1)), BERLIN);
    await setAddress(as(buyer, later(2)), POTSDAM);
    expect(await listAddresses(as(buyer))).toMatchObject([
      { version: 2, lines: ['Am Kanal 4', '2. OG'], city: 'Potsdam', from: later(2) },
      { version: 1, lines: ['Unter den Linden 1'], postalCode: '10117', from: test.now },
    ]);
    const trail = await test.ownerSql`
      select facts from audit_rows where verb = 'identity.set-address' and organization_id = ${buyer} order by event_at`;
    expect(trail).toMatchObject([{ facts: { city: 'Berlin' } }, { facts: { city: 'Potsdam' } }]);
  });

  it('is checked field by field, and is its owner’s to say', async () => {
    const buyer = await makeOrganization(test);
    expect(await refusalOf(setAddress(as(buyer), { ...BERLIN, street: '', postalCode: '1' }))).toEqual({
      street: 'required',
      postalCode: 'not_a_postal_code',
    });
    const viewer = {
      ...as(buyer),
      actor: { ...as(buyer).actor, permissions: new Set(['organization.view'] as const) },
    };
    expect(await refusalOf(setAddress(viewer, BERLIN))).toBe('forbidden');
    const other = await makeOrganization(test);
    await setAddress(as(buyer), BERLIN);
    expect(await listAddresses(as(other))).toEqual([]);
    const steal = test.db.asOrganization(other, (tx) =>
      tx.execute(`insert into organization_addresses (organization_id, version, lines, city, country, event_at)
        values ('${buyer}', 9, '{x}', 'x', 'DE', now())`),
    );
    await expect(steal).rejects.toMatchObject({ cause: { code: '42501' } });
    await expect(test.ownerSql`update organization_addresses set city = 'x'`).rejects.toThrow();
  });

  it('may be said when signing up, and may be left out', async () => {
    const { country: _, ...address } = BERLIN;
    const application = (n: number) => ({
      name: 'Ada',
      email: `ada${n}@addresses.test`,
      password: 'a sentence that is long enough',
      registeredName: `Addresses ${n} GmbH`,
      country: 'DE',
      registrationNumber: `HRB 77${n}`,
      buyer: true,
      provider: false,
    });
    const told = await signUp(visitor(test), { ...application(1), ...address });
    const silent = await signUp(visitor(test), application(2));
    expect(await listAddresses(as(told.organizationId))).toMatchObject([{ version: 1, city: 'Berlin' }]);
    expect(await listAddresses(as(silent.organizationId))).toEqual([]);
    expect(
      await refusalOf(signUp(visitor(test), { ...application(3), street: 'Only a street' })),
    ).toMatchObject({
      city: 'required',
    });
  });

  it('stands on the invoice as it was when the month became final, of both sides; a later one changes nothing', async () => {
    const buyer = await makeOrganization(test);
    const month = test.now.toISOString().slice(0, 7);
    const sidesAt = async (now: Date) => {
      const { organization, exchange } = await getInvoice(as(buyer, now), { as: 'buyer', month });
      return [exchange?.address?.city ?? null, organization.address?.city ?? null];
    };
    expect(await sidesAt(test.now)).toEqual([null, null]);
    const operator = ownerContext(test, house, ['operator']);
    await setAddress(operator, { ...BERLIN, city: 'Hamburg' });
    await setAddress(as(buyer), BERLIN);
    expect(await sidesAt(test.now)).toEqual(['Hamburg', 'Berlin']);
    await setAddress(as(buyer, nextMonth(test.now, 2)), POTSDAM);
    expect(await sidesAt(nextMonth(test.now, 3))).toEqual(['Hamburg', 'Berlin']);
  });
});
