import type { Database } from '@/db/client';
import type { TestDatabase } from '@/db/testing/database';

type Send = (db: Database) => Promise<unknown>;

/** A mutation about to be sent, between organizations of its own. */
export interface Ready {
  /** Whose books are compared, in the same order every time. */
  readonly organizations: readonly string[];
  /** What else is compared, without ids: where a mutation is about nobody's books but the exchange's. */
  readonly also?: () => Promise<unknown>;
  readonly send: Send;
  /** The same key with something else in it; each of several says something else. */
  readonly other?: Send | readonly Send[];
  /** The same key, or the same object, from another organization. */
  readonly foreign?: Send;
  /** Of one that is its own request there: whose books then read as if it had been sent first. */
  readonly foreignOrganizations?: readonly string[];
}

/** One row of the matrix: what each way of sending a mutation again must come to. */
export interface Mutation {
  readonly name: string;
  /** What makes two requests the same one. */
  readonly key: string;
  /** `answered`: the second one gets the first one's answer; else the refusal that says it is done. */
  readonly again: 'answered' | (string & {});
  /** The refusal of the same key with another body, or why there can't be one. */
  readonly other: string | { readonly na: string };
  /** `own`: it is a request of its own there; else its refusal, or why there can't be one. */
  readonly foreign: 'own' | (string & {}) | { readonly na: string };
  /** Which of its transactions write what matters, for a crash around each; the first where nothing is said. */
  readonly writes?: readonly number[];
  readonly ready: (test: TestDatabase) => Promise<Ready>;
}
