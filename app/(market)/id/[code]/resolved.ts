import { ServiceError } from '@/lib/services/errors';
import type { ResolvedIdentifier } from '@/lib/services/market/resolve-identifier';

export type Resolution =
  | { readonly identifier: ResolvedIdentifier }
  | { readonly problem: 'not_a_pool_code' | 'wrong_check_character' | 'not_found' };

/** What an identifier resolved to, or the problem with it that the page puts in words. */
export async function resolved(found: Promise<ResolvedIdentifier>): Promise<Resolution> {
  try {
    return { identifier: await found };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const code = error.details.refusal?.code ?? error.code;
    if (code === 'wrong_check_character' || code === 'not_found') return { problem: code };
    if (code === 'not_a_pool_code' || code === 'invalid_input') return { problem: 'not_a_pool_code' };
    throw error;
  }
}
