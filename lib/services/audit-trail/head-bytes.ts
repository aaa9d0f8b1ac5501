import type { auditHeads } from '@/db/schema';

type Head = Pick<typeof auditHeads.$inferSelect, 'organizationId' | 'day' | 'number' | 'hash'>;

/** The bytes signed for a head: format, organization, day, number and hash in hex, by lines. */
export const headBytes = ({ organizationId, day, number, hash }: Head): Uint8Array =>
  new TextEncoder().encode(
    ['cardhour.audit-head/1', organizationId, day, number.toString(), hash.toString('hex')].join('\n'),
  );

/** Signs with the market's key; which key it was stands beside each signature. */
export interface HeadSigner {
  readonly keyId: string;
  readonly sign: (bytes: Uint8Array) => Buffer;
  readonly verify: (bytes: Uint8Array, signature: Uint8Array) => boolean;
}
