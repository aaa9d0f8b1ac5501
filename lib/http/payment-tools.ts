import { paymentTools } from '@/lib/adapters/channels';
import { type BankAccount, env } from '@/lib/adapters/env';

export { paymentTools };

/** Where bank transfers are sent to; null when this market takes none. */
export const bankAccount = (): BankAccount | null => env().bankAccount;
