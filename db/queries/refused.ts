import { databaseError } from '../sql-state';

/** What the database's functions refuse, by the code they raise it with. */
const CODES = {
  CH001: 'append_only',
  CH002: 'unbalanced_posting',
  CH003: 'broken_entry',
  CH004: 'no_organization',
  CH005: 'wrong_currency',
  CH006: 'foreign_account',
  CH007: 'request_key_conflict',
  CH008: 'insufficient_funds',
  CH010: 'lease_not_found',
  CH011: 'same_control',
  CH012: 'pool_not_active',
  CH013: 'lot_outside_lease',
  CH014: 'capacity_gone',
  CH015: 'reserved_for_rounds',
  CH016: 'not_measured',
  CH018: 'posting_closed',
  CH019: 'broken_account',
  CH020: 'foreign_audit',
  CH021: 'foreign_job',
  CH022: 'engine_only',
  CH023: 'not_own_verb',
  CH024: 'holds_not_posted',
  CH025: 'hold_differs',
  CH026: 'foreign_money',
  CH027: 'split_differs',
  CH028: 'answer_fixed',
  CH050: 'input_fixed',
  CH051: 'milestones_fixed',
  CH052: 'between_milestones',
  CH053: 'checkpoint_missing',
  CH054: 'late_input_exceeded',
  CH060: 'resale_fixed',
  CH061: 'work_start_fixed',
} as const;
export type DatabaseRefusalCode = (typeof CODES)[keyof typeof CODES];

/** A refusal by one of the database's own functions; the transaction is lost and rolls back. */
export class DatabaseRefusal extends Error {
  override readonly name: string = 'DatabaseRefusal';
  constructor(
    readonly code: DatabaseRefusalCode,
    readonly facts: Readonly<Record<string, string | number>>,
  ) {
    super(`${code} ${JSON.stringify(facts)}`);
  }
}

/** An account would go below zero (L-3). */
export class InsufficientFunds extends DatabaseRefusal {
  override readonly name = 'InsufficientFunds';
  readonly accountId = String(this.facts.accountId);
  readonly shortMicros = BigInt(this.facts.shortMicros ?? 0);
}

/** A pool-hour has fewer free cards than wanted (M-1); names the first one. */
export class CapacityGone extends DatabaseRefusal {
  override readonly name = 'CapacityGone';
  readonly poolId = String(this.facts.poolId);
  readonly hour = Number(this.facts.hour);
  readonly wantedCards = Number(this.facts.wantedCards);
  readonly freeCards = Number(this.facts.freeCards);
}

/** Buyer and provider are under the same control (M-5). */
export class SameControl extends DatabaseRefusal {
  override readonly name = 'SameControl';
}

export class PoolNotActive extends DatabaseRefusal {
  override readonly name = 'PoolNotActive';
  readonly poolId = String(this.facts.poolId);
}

/** The lease is missing or foreign: both look the same. */
export class LeaseNotFound extends DatabaseRefusal {
  override readonly name = 'LeaseNotFound';
}

/** A request key stands with other contents: the caller's mistake, never retried. */
export class RequestKeyConflict extends DatabaseRefusal {
  override readonly name = 'RequestKeyConflict';
}

const CLASSES: Partial<Record<DatabaseRefusalCode, typeof DatabaseRefusal>> = {
  insufficient_funds: InsufficientFunds,
  capacity_gone: CapacityGone,
  same_control: SameControl,
  pool_not_active: PoolNotActive,
  lease_not_found: LeaseNotFound,
  request_key_conflict: RequestKeyConflict,
};

const isCode = (code: string): code is keyof typeof CODES => code in CODES;

/** The typed refusal behind a database error, or the error itself. */
export function refusalOf(error: unknown): unknown {
  const found = databaseError(error);
  if (!found || !isCode(found.code)) return error;
  const code = CODES[found.code];
  const facts = found.detail?.startsWith('{') ? JSON.parse(found.detail) : { detail: found.detail ?? '' };
  return new (CLASSES[code] ?? DatabaseRefusal)(code, facts);
}

/** Runs a call to one of the database's functions and throws its refusals typed. */
export async function typed<T>(call: PromiseLike<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw refusalOf(error);
  }
}
