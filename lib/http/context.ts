import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { marketNow } from '@/lib/adapters/clock';
import { database } from '@/lib/adapters/database';
import { newId } from '@/lib/adapters/ids';
import { log } from '@/lib/adapters/log';
import { currentActor } from '@/lib/adapters/session';
import type { Permission } from '@/lib/identity/permissions';
import { type Actor, type Ctx, PUBLIC_ACTOR } from '@/lib/services/context';

/** A context for this request with the given actor; the market's now is read once per request. */
export async function ctxFor(actor: Actor): Promise<Ctx> {
  const db = database();
  return { db, now: await marketNow(db), requestId: newId('request'), actor, newId, log };
}

/** The page's context with the signed-in person as actor, or the public; one per request. */
export const pageCtx = cache(async (): Promise<Ctx> => ctxFor((await currentActor()) ?? PUBLIC_ACTOR));

/** The context of a page behind a door: sends visitors to sign in, and shows others that they lack the permission. */
export async function guardedCtx(permission: Permission): Promise<{ ctx: Ctx; allowed: boolean }> {
  const ctx = await pageCtx();
  if (ctx.actor.kind === 'public') {
    const path = (await headers()).get('x-pathname') ?? '/';
    redirect(`/sign-in?to=${encodeURIComponent(path)}`);
  }
  return { ctx, allowed: ctx.actor.permissions.has(permission) };
}
