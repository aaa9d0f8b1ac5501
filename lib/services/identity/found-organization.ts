import { randomInt } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { organizations } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { checkRegistrationNumber } from '@/lib/identity/organization';
import type { Ctx } from '../context';
import { refuseWith } from '../errors';
import { fieldRefusal } from './field-refusal';

/** How an organization is registered, as forms and commands state it. */
export const Registration = {
  registeredName: z.string().trim().min(2, 'required').max(200),
  country: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2}$/, 'not_a_country'),
  registrationNumber: z.string().trim().min(1, 'required').max(40),
  controllingGroup: z.string().trim().max(200).nullable().default(null),
};

type NewOrganization = Omit<
  typeof organizations.$inferInsert,
  'id' | 'shortCode' | 'eventAt' | 'createdAt' | 'registrationNumber'
> & { readonly registrationNumber: string };

// Without I and O, which the eye takes for 1 and 0.
const SHORT_CODE_SYMBOLS = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const SHORT_CODE_LENGTH = 5;
const SHORT_CODE_TRIES = 20;

const drawShortCode = (): string =>
  Array.from({ length: SHORT_CODE_LENGTH }, () =>
    SHORT_CODE_SYMBOLS.charAt(randomInt(SHORT_CODE_SYMBOLS.length)),
  ).join('');

/** Registers an organization under its checked number and a short code of its own; promises its id. */
export async function foundOrganization(tx: Tx, ctx: Ctx, founded: NewOrganization): Promise<string> {
  const number = checkRegistrationNumber(founded.country, founded.registrationNumber);
  if (!number.ok)
    throw fieldRefusal(
      number.refusal.code === 'not_a_country' ? 'country' : 'registrationNumber',
      number.refusal,
    );
  const id = ctx.newId('organization');
  for (let attempt = 0; attempt < SHORT_CODE_TRIES; attempt++) {
    const made = await tx
      .insert(organizations)
      .values({
        ...founded,
        id,
        shortCode: drawShortCode(),
        registrationNumber: number.value,
        controllingGroup: founded.controllingGroup || null,
        eventAt: ctx.now,
      })
      .onConflictDoNothing()
      .returning({ id: organizations.id });
    if (made.length > 0) return id;
    const [taken] = await tx
      .select({ id: organizations.id })
      .from(organizations)
      .where(
        and(eq(organizations.country, founded.country), eq(organizations.registrationNumber, number.value)),
      );
    if (taken) refuseWith({ code: 'registration_taken', facts: {} });
  }
  assert(false, 'O-1', { shortCodeTries: SHORT_CODE_TRIES });
}
