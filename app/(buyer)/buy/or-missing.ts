import { notFound } from 'next/navigation';
import { asServiceError } from '@/lib/services/errors';

/** What a verb finds, or the page that says there is nothing at this address. */
export async function orMissing<T>(found: Promise<T>): Promise<T> {
  try {
    return await found;
  } catch (error) {
    const code = asServiceError(error)?.code;
    if (code === 'not_found' || code === 'invalid_input') notFound();
    throw error;
  }
}
