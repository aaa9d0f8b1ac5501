import { desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { organizationAddresses } from '@/db/schema';
import { checkPostalCode, type PostalAddress, type SaidAddress } from '@/lib/identity/address';
import { ServiceError } from '../errors';

const line = (longest: number) => z.string().trim().max(longest, 'too_long').default('');

/** An address as forms state it; left blank as a whole it is none. */
export const AddressFields = {
  street: line(140),
  /** Building, floor, unit. */
  streetMore: line(140),
  city: line(80),
  postalCode: line(12),
};
type Fields = z.infer<z.ZodObject<typeof AddressFields>>;

/** The address that a form states in a country; null when it states none. */
export function addressOf(fields: Fields, country: string): PostalAddress | null {
  const { street, streetMore, city, postalCode } = fields;
  if ([street, streetMore, city, postalCode].every((text) => text === '')) return null;
  const code = checkPostalCode(country, postalCode);
  const wrong = {
    ...(street === '' && { street: 'required' }),
    ...(city === '' && { city: 'required' }),
    ...(!code.ok && {
      postalCode: code.refusal.code === 'postal_code_missing' ? 'required' : 'not_a_postal_code',
    }),
  };
  if (Object.keys(wrong).length > 0 || !code.ok) throw new ServiceError('invalid_input', { fields: wrong });
  const lines = [street, streetMore].filter((text) => text !== '');
  return { lines, city, postalCode: code.value, country };
}

/** An organization's addresses, the one that stands now first. */
export async function readAddresses(tx: Tx, organizationId: string): Promise<readonly SaidAddress[]> {
  const rows = await tx
    .select()
    .from(organizationAddresses)
    .where(eq(organizationAddresses.organizationId, organizationId))
    .orderBy(desc(organizationAddresses.version));
  return rows.map(({ lines, city, postalCode, country, version, eventAt }) => ({
    lines,
    city,
    postalCode,
    country,
    version,
    from: eventAt,
  }));
}

/** Keeps what an organization says beside what it said before; two who say it at once don't both. */
export async function keepAddress(
  tx: Tx,
  said: PostalAddress & {
    readonly organizationId: string;
    readonly version: number;
    readonly personId: string | null;
    readonly at: Date;
  },
): Promise<void> {
  const { lines, personId, at, ...row } = said;
  const kept = await tx
    .insert(organizationAddresses)
    .values({ ...row, lines: [...lines], setByPersonId: personId, eventAt: at })
    .onConflictDoNothing()
    .returning({ version: organizationAddresses.version });
  if (kept.length === 0) throw new ServiceError('conflict');
}
