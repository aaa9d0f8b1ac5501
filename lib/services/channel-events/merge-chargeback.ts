import { leastMicros, type Micros } from '@/lib/core/amount';
import type { ChargebackSeen } from './channel-event';

/** What we keep of a chargeback: where it stands, whether money was ever taken for it, and how much. */
export interface ChargebackKept {
  /** What was taken, once it was; before that what was last said to be at stake. */
  readonly amountMicros: Micros;
  readonly state: 'open' | 'won' | 'lost';
  readonly withdrawn: boolean;
  /** What of it has come back: all of it as a rule, less where the channel's lines say so. */
  readonly reinstatedMicros: Micros;
}

/** Whether the money was taken and has come back. */
const isReinstated = (kept: ChargebackKept): boolean => kept.withdrawn && kept.state === 'won';

/**
 * Where a chargeback stands after one more event of it, the same in whatever order they come: money taken once stays
 * taken until it is back, a verdict that we won waits for the money, and lost stays lost unless the money came back (L-3).
 * Its amount may change while it is disputed; what counts is what the event said by which the money was taken, and of
 * what came back what the first one said that told of it.
 */
export function mergeChargeback(
  kept: ChargebackKept | null,
  seen: Pick<ChargebackSeen, 'amountMicros' | 'reinstatedMicros' | 'state' | 'withdrawn' | 'reinstated'>,
): ChargebackKept {
  const withdrawn = seen.withdrawn || (kept?.withdrawn ?? false);
  const amountMicros = kept?.withdrawn ? kept.amountMicros : seen.amountMicros;
  const states = [seen.state, kept?.state];
  if (kept && isReinstated(kept)) return kept;
  if (seen.reinstated) {
    const said = seen.reinstatedMicros ?? amountMicros;
    return {
      amountMicros,
      state: 'won',
      withdrawn: true,
      reinstatedMicros: leastMicros(said, amountMicros),
    };
  }
  const standing = { amountMicros, withdrawn, reinstatedMicros: 0n };
  if (states.includes('lost')) return { ...standing, state: 'lost' };
  return { ...standing, state: states.includes('won') && !withdrawn ? 'won' : 'open' };
}

/** What an event newly moves: money taken from us, or given back. */
export const chargebackMoves = (
  kept: ChargebackKept | null,
  next: ChargebackKept,
): { readonly takes: boolean; readonly givesBack: boolean } => ({
  takes: next.withdrawn && !kept?.withdrawn,
  givesBack: isReinstated(next) && !(kept && isReinstated(kept)),
});
