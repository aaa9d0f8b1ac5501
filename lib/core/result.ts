/** A refusal is expected: a closed code and the facts a person needs to fix it. */
export interface Refusal<Code extends string = string> {
  readonly code: Code;
  readonly facts: Readonly<Record<string, string | number | bigint | null>>;
}

export type Result<T, Code extends string = string> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal<Code> };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

/** Builds the refusing side of a Result. */
export const refuse = <Code extends string>(
  code: Code,
  facts: Refusal<Code>['facts'] = {},
): { readonly ok: false; readonly refusal: Refusal<Code> } => ({ ok: false, refusal: { code, facts } });
