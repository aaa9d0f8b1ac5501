import { z } from 'zod';
import { audit } from '../audit';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import type { Bootstrapped } from './bootstrap-operator';
import { FirstOwner, giveOwner, ownerSecret } from './first-owner';
import { foundOrganization, Registration } from './found-organization';

/** What a regulator may see (O-2). */
const Scope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('regions'), regions: z.array(z.string().min(2)).min(1, 'required') }),
  z.strictObject({ kind: z.literal('industry'), industry: z.string().min(1, 'required') }),
]);

const RegisterRegulatorInput = z.strictObject({ ...Registration, ...FirstOwner, scope: Scope });

/** Registers a regulator, its scope and its first owner; by the operator, or by the command of whoever runs the market. */
export async function registerRegulator(ctx: Ctx, input: unknown): Promise<Bootstrapped> {
  if (ctx.actor.kind !== 'engine') authorize(ctx, 'organizations.admit');
  const { name, email, password, scope, ...registration } = parseInput(RegisterRegulatorInput, input);
  const { passwordHash, oneTimePassword } = await ownerSecret(password, email);
  return ctx.db.asIdentity(async (tx) => {
    const organizationId = await foundOrganization(tx, ctx, {
      ...registration,
      isRegulator: true,
      regulatorScope: scope,
      status: 'admitted',
    });
    const personId = await giveOwner(tx, ctx, { name, email, passwordHash, organizationId });
    await audit(tx, ctx, {
      verb: 'identity.register-regulator',
      subjectType: 'organization',
      subjectId: organizationId,
      facts: { personId, scope },
      organizationId,
    });
    return { organizationId, personId, oneTimePassword };
  });
}
