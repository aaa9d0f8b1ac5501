import { route } from '@/lib/http/route';
import { ServiceError } from '@/lib/services/errors';
import { requote } from '@/lib/services/quoting/requote';

/** Fresh quotes for a job. */
export const POST = route((ctx, { params, body }) => {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new ServiceError('invalid_input', { fields: { body: 'wrong_type' } });
  return requote(ctx, { ...body, jobId: params.id });
});
