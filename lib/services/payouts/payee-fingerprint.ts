import { createHash } from 'node:crypto';
import type { PayeeRow } from './payees';

/**
 * What a provider's payee is recognized by: its bank details word for word, when they were named and what is asked about
 * them, as a SHA-256 in hex. Any change of these gives another one.
 */
export const payeeFingerprint = ({
  organizationId,
  bank,
  chosenAt,
  requirements,
}: Pick<PayeeRow, 'organizationId' | 'bank' | 'chosenAt' | 'requirements'>): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        organizationId,
        chosenAt?.toISOString() ?? null,
        bank ? [bank.holder, bank.bank, bank.number] : null,
        requirements,
      ]),
    )
    .digest('hex');
