import { z } from 'zod';
import { isSameAddress, type PostalAddress } from '@/lib/identity/address';
import { audit } from '../audit';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { ServiceError } from '../errors';
import { AddressFields, addressOf, keepAddress, readAddresses } from './addresses';
import { Registration } from './found-organization';

export const SetAddressInput = z.strictObject({ ...AddressFields, country: Registration.country });

/**
 * An organization says where it is registered, from now on: invoices that aren't final yet carry it, earlier ones keep
 * what stood then. Said again it changes nothing.
 */
export async function setAddress(ctx: Ctx, raw: unknown): Promise<PostalAddress> {
  const organizationId = authorize(ctx, 'organization.manage');
  const { country, ...fields } = parseInput(SetAddressInput, raw);
  const address = addressOf(fields, country);
  if (!address) throw new ServiceError('invalid_input', { fields: { street: 'required', city: 'required' } });
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const [standing] = await readAddresses(tx, organizationId);
    if (standing && isSameAddress(standing, address)) return address;
    const version = (standing?.version ?? 0) + 1;
    await keepAddress(tx, { ...address, organizationId, version, personId: ctx.actor.personId, at: ctx.now });
    await audit(tx, ctx, {
      verb: 'identity.set-address',
      subjectType: 'organization',
      subjectId: organizationId,
      facts: { version, ...address },
    });
    return address;
  });
}
