import { authorize } from '../authorize';
import type { Ctx } from '../context';
import { ServiceError } from '../errors';

/** The person who books or confirms a line of our bank: two of them are behind each, so a key or an engine isn't one. */
export function bookingPerson(ctx: Ctx): string {
  authorize(ctx, 'money.book');
  const { personId } = ctx.actor;
  if (personId === null) throw new ServiceError('forbidden');
  return personId;
}
