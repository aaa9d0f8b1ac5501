import { revalidatePath } from 'next/cache';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { env } from '@/lib/adapters/env';
import type { ActionResult } from '@/lib/core/action-result';
import type { Ctx } from '@/lib/services/context';
import { pageCtx } from './context';
import { failureOf } from './failure';
import { isOwnOrigin } from './origin';

export interface ActionDone {
  /** Where the person goes next; the form's page stays when absent. */
  readonly redirectTo?: string;
  readonly message?: string;
  /** A new key or password, to be shown this once. */
  readonly secret?: string;
}

export interface ActionSpec<Out> {
  /** Reads the form's fields into the verb's input; the verb itself parses it strictly. */
  readonly read: (form: FormData) => unknown;
  readonly verb: (ctx: Ctx, input: unknown) => Promise<Out>;
  readonly done?: (out: Out) => ActionDone | Promise<ActionDone>;
  /** The field that a refusal is about, by the refusal's code: its words stand there, and the focus goes there. */
  readonly fieldOf?: Readonly<Record<string, string>>;
}

/** Wraps a verb as a server action for an ActionForm: own origin, actor, verb, then words or a redirect. */
export function formAction<Out>(spec: ActionSpec<Out>) {
  return async (form: FormData): Promise<ActionResult> => {
    const ctx = await pageCtx();
    if (!isOwnOrigin((await headers()).get('origin'), env().ownOrigins)) {
      const t = await getTranslations('errors');
      return { ok: false, code: 'bad_origin', message: t('bad_origin'), requestId: ctx.requestId };
    }
    let done: ActionDone;
    try {
      const out = await spec.verb(ctx, spec.read(form));
      done = (await spec.done?.(out)) ?? {};
    } catch (error) {
      const failure = await failureOf(error, ctx);
      const field = spec.fieldOf?.[failure.reason ?? ''];
      return {
        ok: false,
        code: failure.reason ?? failure.code,
        message: failure.message,
        fields: field ? { [field]: failure.message } : failure.fields,
        requestId: failure.requestId,
      };
    }
    revalidatePath('/', 'layout');
    if (done.redirectTo) redirect(done.redirectTo);
    return { ok: true, message: done.message, secret: done.secret };
  };
}
