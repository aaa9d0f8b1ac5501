import type { Refusal } from '@/lib/core/result';
import { ServiceError } from '../errors';

/** A rule's refusal of one field as invalid_input, worded by `errors.field.<code>`. */
export const fieldRefusal = (field: string, refusal: Refusal): ServiceError =>
  new ServiceError('invalid_input', { fields: { [field]: refusal.code } });
