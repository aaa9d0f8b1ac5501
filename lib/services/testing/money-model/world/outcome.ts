import { asServiceError } from '../../../errors';

/** What a verb answered, or why it refused. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T | null }
  | { readonly ok: false; readonly code: string };

export async function tried<T>(verb: Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await verb };
  } catch (error) {
    const refused = asServiceError(error);
    if (!refused) throw error;
    return { ok: false, code: refused.details.refusal?.code ?? refused.code };
  }
}
