import type { ActionResult } from '@/lib/core/action-result';

export type { ActionResult };

/** A server action as forms call it. */
export type FormActionFn = (formData: FormData) => Promise<ActionResult>;
