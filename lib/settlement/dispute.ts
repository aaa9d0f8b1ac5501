import { ok, type Result, refuse } from '@/lib/core/result';

/** How a dispute ends; `shared`: some of its units are paid. */
export const OUTCOMES = ['for_buyer', 'for_provider', 'shared'] as const;
export type DisputeOutcome = (typeof OUTCOMES)[number];

/** The shortest note that explains a decision, in characters. */
export const DECISION_NOTE_LENGTH_MIN = 10;

/**
 * The operator's decision on an open dispute: its delivery becomes `decided`. For the provider its units count as accepted;
 * for the buyer they are never paid and their money returns at once (S-3).
 */
export function decideDispute(
  dispute: { readonly state: 'open' | 'decided' },
  decision: { readonly outcome: DisputeOutcome; readonly note: string },
): Result<
  { readonly deliveryState: 'decided'; readonly outcome: DisputeOutcome },
  'dispute_decided' | 'decision_note_missing'
> {
  if (dispute.state !== 'open') return refuse('dispute_decided');
  if (decision.note.trim().length < DECISION_NOTE_LENGTH_MIN)
    return refuse('decision_note_missing', { least: DECISION_NOTE_LENGTH_MIN });
  return ok({ deliveryState: 'decided', outcome: decision.outcome });
}
