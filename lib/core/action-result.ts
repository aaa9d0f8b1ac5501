/** What a form gets back: done, or a code with words, per-field messages and the request id to quote. */
export type ActionResult =
  | {
      readonly ok: true;
      readonly message?: string;
      readonly redirectTo?: string;
      /** A new key or password, to be shown this once. */
      readonly secret?: string;
    }
  | {
      readonly ok: false;
      readonly code: string;
      readonly message: string;
      readonly fields?: Readonly<Record<string, string>>;
      readonly requestId?: string;
    };
