import type { Micros } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import { type AccountKind, balanced, type Entry, type Posting, type Recipe, type Stamp } from '../posting';

export type Facts = Posting['facts'];

/** The change of one account; the owner is null for the platform and the outside. */
export type Line = readonly [organizationId: string | null, kind: AccountKind, amountMicros: Micros];

/** What a posting says of its event beside the entries. */
export interface Event {
  readonly recipe: Recipe;
  readonly requestKey: string;
  readonly subjectType: Posting['subjectType'];
  readonly subjectId: string;
  readonly facts: Facts;
}

/** The posting of an event that may move nothing: null then. */
export function writeSome(stamp: Stamp, event: Event, lines: readonly Line[]): Posting | null {
  const entries: Entry[] = lines.map(([organizationId, kind, amountMicros]) => ({
    organizationId,
    kind,
    currency: stamp.currency,
    amountMicros,
  }));
  const kept = balanced(entries);
  if (kept.length === 0) return null;
  return { id: stamp.id, ...event, eventAt: stamp.eventAt, entries: kept };
}

/** The posting of an event that always moves something; throws naming the rule if it doesn't. */
export function write(stamp: Stamp, event: Event, lines: readonly Line[], rule: string): Posting {
  const posting = writeSome(stamp, event, lines);
  assert(posting !== null, rule, { requestKey: event.requestKey });
  return posting;
}
