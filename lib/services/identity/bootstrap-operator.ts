import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { lockTurn } from '@/db/queries/lock-turn';
import { organizations } from '@/db/schema';
import { audit } from '../audit';
import { authorizeEngine, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { refuseWith } from '../errors';
import { AddressFields, addressOf, keepAddress } from './addresses';
import { FirstOwner, giveOwner, ownerSecret } from './first-owner';
import { foundOrganization, Registration } from './found-organization';

const BootstrapInput = z.strictObject({ ...Registration, ...AddressFields, ...FirstOwner });

export interface Bootstrapped {
  readonly organizationId: string;
  readonly personId: string;
  readonly oneTimePassword: string | null;
}

/** Registers the market's operator with its first owner; a market has one, so a second time is refused `operator_exists`. */
export async function bootstrapOperator(ctx: Ctx, input: unknown): Promise<Bootstrapped> {
  authorizeEngine(ctx);
  const { name, email, password, ...said } = parseInput(BootstrapInput, input);
  const { street, streetMore, city, postalCode, ...registration } = said;
  const address = addressOf({ street, streetMore, city, postalCode }, registration.country);
  const { passwordHash, oneTimePassword } = await ownerSecret(password, email);
  return ctx.db.asIdentity(async (tx) => {
    await lockTurn(tx, 'identity.bootstrap-operator');
    const [standing] = await tx
      .select({ id: organizations.id })
      .from(organizations)
      .where(eq(organizations.isOperator, true))
      .limit(1);
    if (standing) refuseWith({ code: 'operator_exists', facts: {} });
    const organizationId = await foundOrganization(tx, ctx, {
      ...registration,
      isOperator: true,
      status: 'admitted',
    });
    const personId = await giveOwner(tx, ctx, { name, email, passwordHash, organizationId });
    if (address) await keepAddress(tx, { ...address, organizationId, version: 1, personId, at: ctx.now });
    await audit(tx, ctx, {
      verb: 'identity.bootstrap-operator',
      subjectType: 'organization',
      subjectId: organizationId,
      facts: { personId, ...(address && { address }) },
      organizationId,
    });
    return { organizationId, personId, oneTimePassword };
  });
}
