import { createHash } from 'node:crypto';
import type { PayeeRow } from './payees';

/**
 * What a provider's payee is recognized by: its bank details word for word and when they were named, as a SHA-256 in hex.
 * Any change of either gives another one.
 */
export const payeeFingerprint = ({
  organizationId,
  bank,
  chosenAt,
}: Pick<PayeeRow, 'organizationId' | 'bank' | 'chosenAt'>): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        organizationId,
        chosenAt?.toISOString() ?? null,
        bank ? [bank.holder, bank.bank, bank.number] : null,
      ]),
    )
    .digest('hex');
