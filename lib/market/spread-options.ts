import { interconnected, type OptionRequest, type PoolOptions, siteOf } from './job-option';
import { miss } from './near-miss';
import { profileMiss } from './profile-miss';

/** The most cards a job can use at once in a pool, in whole lots: never more than it has frames (M-4). */
function mostCards({ spec, pool }: OptionRequest): number {
  const useful = spec.kind === 'rendering' ? Math.max(spec.frames, pool.lotCards) : pool.cards;
  return Math.floor(Math.min(pool.cards, useful) / pool.lotCards) * pool.lotCards;
}

/** A job's part in a pool as a spread: the card-hours the whole job would take there at p90 (M-4, P-1). */
export function spreadOptions(request: OptionRequest): PoolOptions {
  const { spec, pool, chip, readyHour, profiler } = request;
  const made = profiler(spec, chip, siteOf(pool));
  if (!made.ok) return { options: [], misses: [profileMiss(made.refusal, spec, chip)] };
  const profile = made.value;
  const [sized] = profile.options;
  const maxCards = mostCards(request);
  if (!sized || maxCards < pool.lotCards)
    return { options: [], misses: [miss('cards', pool.lotCards, pool.cards, 'cards')] };
  const linked = interconnected(request, [sized]);
  if (linked.kept.length === 0) return { options: [], misses: linked.misses };
  const cardHours = Math.max(1, Math.ceil(sized.cardHoursP90));
  const option = { poolId: pool.id, cardHours, maxCards };
  return { options: [{ option, sized, profile, pool, chip, readyHour }], misses: [] };
}
