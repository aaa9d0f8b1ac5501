import { z } from 'zod';
import { checkCapacities } from '@/lib/identity/organization';
import { CAPACITIES } from '@/lib/identity/permissions';
import { audit } from '../audit';
import { parseInput } from '../authorize';
import type { Ctx } from '../context';
import { AddressFields, addressOf, keepAddress } from './addresses';
import { fieldRefusal } from './field-refusal';
import { foundOrganization, Registration } from './found-organization';
import { Email, PersonName } from './inputs';
import { hashChosenPassword, join, makePerson } from './make-person';

const SignUpInput = z.strictObject({
  name: PersonName,
  email: Email,
  password: z.string().min(1, 'required'),
  ...Registration,
  ...AddressFields,
  buyer: z.boolean(),
  provider: z.boolean(),
});

export interface SignedUp {
  readonly personId: string;
  readonly organizationId: string;
}

/** Registers a person with their organization, which they own; it waits for the operator to admit it. */
export async function signUp(ctx: Ctx, input: unknown): Promise<SignedUp> {
  const { name, email, password, buyer, provider, ...said } = parseInput(SignUpInput, input);
  const { street, streetMore, city, postalCode, ...registration } = said;
  const address = addressOf({ street, streetMore, city, postalCode }, registration.country);
  const wanted = { buyer, provider, regulator: false, operator: false };
  const capacities = checkCapacities(CAPACITIES.filter((capacity) => wanted[capacity]));
  if (!capacities.ok) throw fieldRefusal('buyer', capacities.refusal);
  const passwordHash = await hashChosenPassword(password, email);
  return ctx.db.asIdentity(async (tx) => {
    const personId = await makePerson(tx, ctx, { name, email, passwordHash });
    const organizationId = await foundOrganization(tx, ctx, {
      ...registration,
      isBuyer: buyer,
      isProvider: provider,
      status: 'pending',
    });
    if (address) await keepAddress(tx, { ...address, organizationId, version: 1, personId, at: ctx.now });
    await join(tx, ctx, personId, organizationId, 'owner');
    await audit(
      tx,
      { ...ctx, actor: { ...ctx.actor, kind: 'person', personId } },
      {
        verb: 'identity.sign-up',
        subjectType: 'organization',
        subjectId: organizationId,
        facts: { personId, buyer, provider, ...(address && { address }) },
        organizationId,
      },
    );
    return { personId, organizationId };
  });
}
