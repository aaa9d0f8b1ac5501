import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { persons } from '@/db/schema';
import { PASSWORD_LENGTH_MAX } from '@/lib/identity/password';
import { parseInput } from '../authorize';
import type { Ctx } from '../context';
import { refuseWith } from '../errors';
import { countStrangersTry, countTry } from './failed-sign-ins';
import { passwordFits } from './password-hash';
import { startSession } from './start-session';

const SignInInput = z.strictObject({
  email: z.string().trim().min(1, 'required').max(254),
  // Twice the policy's length: composed characters may count double here.
  password: z
    .string()
    .min(1, 'required')
    .max(PASSWORD_LENGTH_MAX * 2),
  userAgent: z.string().nullable(),
});

/** Finds who signs in and counts the try; an unknown address is counted and costs the same. */
async function findAndCount(ctx: Ctx, email: string) {
  const person = await ctx.db.asIdentity(async (tx) => {
    const [found] = await tx
      .select({
        id: persons.id,
        passwordHash: persons.passwordHash,
        disabledAt: persons.disabledAt,
        failed: persons.failedSignIns,
      })
      .from(persons)
      .where(sql`lower(${persons.email}) = lower(${email})`)
      .for('update');
    if (found) await countTry(tx, found);
    return found ?? null;
  });
  if (!person) countStrangersTry(email);
  return person;
}

/**
 * Signs a person in with e-mail and password; promises the new session's id. Whoever is unknown, disabled or has no
 * password is refused in the same words and time as a wrong password.
 */
export async function signInWithPassword(ctx: Ctx, input: unknown): Promise<{ sessionId: string }> {
  const { email, password, userAgent } = parseInput(SignInInput, input);
  const person = await findAndCount(ctx, email);
  const fits = await passwordFits(person?.passwordHash ?? null, password);
  if (!person || !fits || person.disabledAt) return refuseWith({ code: 'wrong_credentials', facts: {} });
  const sessionId = await ctx.db.asIdentity(async (tx) => {
    // Meanwhile the password may have changed or the person been disabled.
    const [now] = await tx.select().from(persons).where(eq(persons.id, person.id)).for('update');
    if (now?.passwordHash !== person.passwordHash || now.disabledAt)
      return refuseWith({ code: 'wrong_credentials', facts: {} });
    return startSession(tx, ctx, { personId: person.id, userAgent, by: 'password' });
  });
  return { sessionId };
}
