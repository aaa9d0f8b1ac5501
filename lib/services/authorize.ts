import type { ZodType } from 'zod';
import type { Permission } from '@/lib/identity/permissions';
import type { Ctx } from './context';
import { invalidInput, ServiceError } from './errors';
import { fieldCode } from './field-code';

/** Promises the acting organization's id if the actor holds the permission; throws not_signed_in or forbidden. */
export function authorize(ctx: Ctx, permission: Permission): string {
  const { actor } = ctx;
  if (actor.kind === 'public') throw new ServiceError('not_signed_in');
  if (!actor.permissions.has(permission) || actor.organizationId === null)
    throw new ServiceError('forbidden');
  return actor.organizationId;
}

/** Like `authorize`, and the organization is admitted: pending and suspended ones look but don't trade. */
export function authorizeTrading(ctx: Ctx, permission: Permission): string {
  const organizationId = authorize(ctx, permission);
  if (ctx.actor.organizationStatus !== 'admitted')
    throw new ServiceError('refused', {
      refusal: { code: 'organization_not_admitted', facts: { status: ctx.actor.organizationStatus } },
    });
  return organizationId;
}

/** Throws unless the engine itself acts. */
export function authorizeEngine(ctx: Ctx): void {
  if (ctx.actor.kind !== 'engine') throw new ServiceError('forbidden');
}

/** Parses a verb's input with its strict schema; throws invalid_input with a message per field. */
export function parseInput<T>(schema: ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input, { error: fieldCode });
  if (!parsed.success) throw invalidInput(parsed.error);
  return parsed.data;
}
