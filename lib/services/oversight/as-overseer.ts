import type { Tx } from '@/db/client';
import { authorize } from '../authorize';
import type { Ctx } from '../context';

/**
 * Reads as the regulator's database role, which can't write, in the actor's own scope; the operator, who has none, sees
 * the whole market the same way (O-2).
 */
export function asOverseer<T>(ctx: Ctx, fn: (tx: Tx) => Promise<T>): Promise<T> {
  authorize(ctx, 'oversee.view');
  return ctx.db.asRegulator(ctx.actor.regulatorScope ?? { kind: 'all' }, fn);
}
