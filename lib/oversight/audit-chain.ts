import { canonicalJson } from './canonical-json';

/** SHA-256 of bytes; the rules get it as a value. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** What the chain covers of an audit row; `created_at` isn't in it. */
export interface ChainedAuditRow {
  readonly id: bigint;
  readonly organizationId: string;
  readonly actorKind: string;
  readonly actorId: string;
  readonly verb: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly requestId: string;
  readonly eventAt: Date;
}

export interface AuditLink {
  /** 1, 2, 3 … within the organization. */
  readonly number: bigint;
  readonly hash: Uint8Array;
}

const FORMAT = 'cardhour.audit/1';

const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** The bytes hashed for a row: format, number, the hash before in hex (empty for the first) and the row, by lines (O-7). */
export function auditHashInput(before: AuditLink | null, row: ChainedAuditRow): Uint8Array {
  const number = (before?.number ?? 0n) + 1n;
  const { id, organizationId, actorKind, actorId, verb, subjectType, subjectId, facts, requestId, eventAt } =
    row;
  const covered = {
    id,
    organizationId,
    actorKind,
    actorId,
    verb,
    subjectType,
    subjectId,
    facts,
    requestId,
    eventAt,
  };
  const lines = [FORMAT, number.toString(), before ? hex(before.hash) : '', canonicalJson(covered)];
  return new TextEncoder().encode(lines.join('\n'));
}

/** The link after `before` for an organization's next audit row: the next number, and a hash over all before it (O-7). */
export const nextAuditLink = (before: AuditLink | null, row: ChainedAuditRow, sha256: Sha256): AuditLink => ({
  number: (before?.number ?? 0n) + 1n,
  hash: sha256(auditHashInput(before, row)),
});

export interface BrokenLink {
  readonly number: bigint;
  readonly auditId: bigint;
  readonly problem: 'number' | 'hash' | 'organization';
}

/** The first link of one organization's chain, given in number order, that its rows don't explain; null when whole (O-7). */
export function findBrokenLink(
  chain: Iterable<{ readonly link: AuditLink; readonly row: ChainedAuditRow }>,
  sha256: Sha256,
  after: AuditLink | null = null,
): BrokenLink | null {
  let before = after;
  let organizationId: string | null = null;
  for (const { link, row } of chain) {
    organizationId ??= row.organizationId;
    const expected = nextAuditLink(before, row, sha256);
    const broken = (problem: BrokenLink['problem']): BrokenLink => ({
      number: link.number,
      auditId: row.id,
      problem,
    });
    if (row.organizationId !== organizationId) return broken('organization');
    if (link.number !== expected.number) return broken('number');
    if (hex(link.hash) !== hex(expected.hash)) return broken('hash');
    before = link;
  }
  return null;
}
