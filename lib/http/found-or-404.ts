import { notFound } from 'next/navigation';
import { ServiceError } from '@/lib/services/errors';

/** What a page's verb found, or the page that says there is nothing here; other failures pass. */
export async function foundOr404<T>(found: Promise<T>): Promise<T> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof ServiceError && (error.code === 'not_found' || error.code === 'invalid_input'))
      notFound();
    throw error;
  }
}
