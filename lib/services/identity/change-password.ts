import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { persons } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { audit } from '../audit';
import { parseInput } from '../authorize';
import type { Ctx } from '../context';
import { ServiceError } from '../errors';
import { endSessions } from './end-sessions';
import { countTry } from './failed-sign-ins';
import { refuseWeakPassword } from './make-person';
import { hashPassword, passwordFits } from './password-hash';
import { signedInPerson } from './signed-in-person';

const ChangePasswordInput = z.strictObject({
  present: z.string().min(1, 'required'),
  password: z.string().min(1, 'required'),
  repeated: z.string().min(1, 'required'),
});

const wrongField = (field: string, code: string) =>
  new ServiceError('invalid_input', { fields: { [field]: code } });

/** Gives the signed-in person a new password and ends all their sessions; guesses of the present one are throttled. */
export async function changePassword(ctx: Ctx, input: unknown): Promise<{ endedSessions: number }> {
  const personId = signedInPerson(ctx);
  const { present, password, repeated } = parseInput(ChangePasswordInput, input);
  if (password !== repeated) throw wrongField('repeated', 'passwords_differ');
  if (password === present) throw wrongField('password', 'password_same');
  const person = await ctx.db.asIdentity(async (tx) => {
    const [found] = await tx.select().from(persons).where(eq(persons.id, personId)).for('update');
    assert(found, 'identity', { personId });
    refuseWeakPassword(password, found.email);
    await countTry(tx, { id: personId, failed: found.failedSignIns });
    return found;
  });
  if (!(await passwordFits(person.passwordHash, present))) throw wrongField('present', 'wrong_password');
  const passwordHash = await hashPassword(password);
  return ctx.db.asIdentity(async (tx) => {
    await tx.update(persons).set({ passwordHash, failedSignIns: null }).where(eq(persons.id, personId));
    const endedSessions = await endSessions(tx, { personId }, 'password_changed');
    await audit(tx, ctx, {
      verb: 'identity.change-password',
      subjectType: 'person',
      subjectId: personId,
      facts: { endedSessions },
    });
    return { endedSessions };
  });
}
