import type { Ctx } from '../context';
import { ServiceError } from '../errors';

/** Promises the person who signed in, for what people do to their own account; throws not_signed_in for keys and visitors. */
export function signedInPerson(ctx: Ctx): string {
  if (ctx.actor.kind !== 'person' || ctx.actor.personId === null) throw new ServiceError('not_signed_in');
  return ctx.actor.personId;
}
