/** What a form gets back: done, or a code with words, per-field messages and the request id to quote. */
export type ActionResult =
  | { readonly ok: true; readonly message?: string; readonly redirectTo?: string }
  | {
      readonly ok: false;
      readonly code: string;
      readonly message: string;
      readonly fields?: Readonly<Record<string, string>>;
      readonly requestId?: string;
    };
