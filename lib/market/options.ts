import type { Chip } from '@/lib/compute/chip';
import { transferHours } from '@/lib/compute/distance';
import type { Hour } from '@/lib/core/hours';
import type { Refusal } from '@/lib/core/result';
import {
  type CardsOption,
  type Profile,
  type ProfileRefusal,
  type ProfileSite,
  profileJob,
} from '@/lib/profiling/profile';
import { gangInterconnectGbs } from './eligibility';
import { type JobSpec, jobShape } from './job';
import { miss, type NearMiss, type NearMissConstraint } from './near-miss';
import type { OrderOption } from './order';
import { type PoolFacts, roundUpToBlock, sellsBlock, type Window } from './pool';

/** One way to run a job in a pool, sized at p90 (P-1), with the profile it comes from. */
export interface JobOption {
  readonly option: OrderOption;
  readonly sized: CardsOption;
  readonly profile: Profile;
  readonly pool: PoolFacts;
  readonly chip: Chip;
  /** The first hour the job's data can be in the pool. */
  readonly readyHour: Hour;
}

export interface PoolOptions {
  readonly options: readonly JobOption[];
  readonly misses: readonly NearMiss[];
}

/** Remembers profiles by everything they depend on, so that like pools are profiled once. */
export type Profiler = (spec: JobSpec, chip: Chip, site: ProfileSite) => ReturnType<typeof profileJob>;

/** A profiler with a memory for one job's quotes. */
export function rememberingProfiler(): Profiler {
  const known = new Map<string, ReturnType<typeof profileJob>>();
  return (spec, chip, site) => {
    const key = JSON.stringify([chip.key, site]);
    const found = known.get(key) ?? profileJob(spec, chip, site);
    known.set(key, found);
    return found;
  };
}

const BLOCK_SIZES = 10;

/** Numbers of cards a pool sells as blocks: doublings within a server, then of servers, and the whole pool (M-1). */
export function blockSizes(pool: PoolFacts, leastCards: number): number[] {
  const sizes = new Set<number>();
  for (let cards = Math.max(1, leastCards), i = 0; i < BLOCK_SIZES && cards <= pool.cards; i++, cards *= 2) {
    const rounded = roundUpToBlock(pool, cards);
    if (sellsBlock(pool, rounded)) sizes.add(rounded);
  }
  return [...sizes].sort((a, b) => a - b);
}

const siteOf = (pool: PoolFacts): ProfileSite => ({
  cardsPerServer: pool.cardsPerServer,
  lotCards: pool.lotCards,
  serverInterconnectGbs: pool.serverInterconnectGbs,
  networkGbits: pool.networkGbits,
});

const CONSTRAINT_OF: Readonly<Record<ProfileRefusal, NearMissConstraint>> = {
  does_not_fit: 'model_fit',
  precision_unsupported: 'precision',
  chip_figures_unknown: 'evidence',
  no_evidence: 'evidence',
  lot_too_small: 'lot',
  too_large: 'size',
  inconsistent_model: 'model_fit',
  frame_over_hour: 'evidence',
};

function refusalMiss({ code, facts }: Refusal<ProfileRefusal>, spec: JobSpec, chip: Chip): NearMiss {
  const constraint = CONSTRAINT_OF[code];
  const number = (name: string): number | null => {
    const value = facts[name];
    return typeof value === 'number' ? value : null;
  };
  switch (code) {
    case 'does_not_fit':
      return miss(constraint, number('neededGb') ?? 0, number('usableGb'), 'GB');
    case 'lot_too_small':
      return miss(constraint, number('leastCards') ?? 1, number('lotCards'), 'cards');
    case 'precision_unsupported':
      return miss(constraint, spec.kind === 'rendering' ? 'fp32' : spec.precision, null, 'name');
    case 'too_large':
      return miss(constraint, number('cardHoursMax') ?? 0, null, 'card-hours');
    default:
      return miss(constraint, code, chip.key, 'name');
  }
}

/** Hours to bring the job's data in and its result out of a pool; null where data or line isn't stated (P-6). */
export function transferHoursOf(spec: JobSpec, pool: PoolFacts): { in: number | null; out: number | null } {
  const hours = (gb: number | undefined, mbits: number | null) =>
    gb === undefined ? null : gb === 0 ? 0 : mbits === null || mbits <= 0 ? null : transferHours(gb, mbits);
  return { in: hours(spec.dataInGb, pool.ingressMbits), out: hours(spec.dataOutGb, pool.egressMbits) };
}

/** The first hour a job can start in a pool: the window's, later by the time its data takes to arrive. */
export function readyHourOf(spec: JobSpec, pool: PoolFacts, window: Window): Hour {
  const arriving = transferHoursOf(spec, pool).in ?? 0;
  return Math.ceil(Math.min(window.firstHour + arriving, Number.MAX_SAFE_INTEGER));
}

function blockOptions(
  spec: JobSpec,
  pool: PoolFacts,
  chip: Chip,
  profiler: Profiler,
): {
  sized: { sized: CardsOption; cards: number }[];
  profile: Profile | null;
  misses: NearMiss[];
} {
  const site = siteOf(pool);
  const first = profiler(spec, chip, site);
  if (!first.ok) return { sized: [], profile: null, misses: [refusalMiss(first.refusal, spec, chip)] };
  const serving = spec.kind === 'inference';
  const sizes = serving
    ? first.value.options.map(({ cards }) => cards)
    : blockSizes(pool, first.value.leastCards);
  const profile = serving ? first : profiler(spec, chip, { ...site, cards: sizes });
  if (sizes.length === 0 || !profile.ok) {
    const wanted = roundUpToBlock(pool, first.value.leastCards);
    return { sized: [], profile: null, misses: [miss('cards', wanted, pool.cards, 'cards')] };
  }
  const sized = profile.value.options
    .map((option) => ({ sized: option, cards: roundUpToBlock(pool, option.cards) }))
    .filter(({ cards }) => sellsBlock(pool, cards));
  const least = Math.min(...profile.value.options.map(({ cards }) => roundUpToBlock(pool, cards)));
  if (sized.length === 0)
    return { sized: [], profile: null, misses: [miss('cards', least, pool.cards, 'cards')] };
  return { sized, profile: profile.value, misses: [] };
}

function interconnected<T extends { readonly cards: number }>(
  spec: JobSpec,
  pool: PoolFacts,
  candidates: readonly T[],
): { kept: T[]; misses: NearMiss[] } {
  const wanted = spec.constraints.interconnectGbsMin;
  if (wanted === undefined) return { kept: [...candidates], misses: [] };
  const kept = candidates.filter(({ cards }) => (gangInterconnectGbs(pool, cards) ?? 0) >= wanted);
  const smallest = candidates[0];
  if (kept.length > 0 || !smallest) return { kept, misses: [] };
  return { kept, misses: [miss('interconnect', wanted, gangInterconnectGbs(pool, smallest.cards), 'GB/s')] };
}

function spreadMaxCards(spec: JobSpec, pool: PoolFacts): number {
  const useful = spec.kind === 'rendering' ? Math.max(spec.frames, pool.lotCards) : pool.cards;
  return Math.floor(Math.min(pool.cards, useful) / pool.lotCards) * pool.lotCards;
}

/** All ways to run an eligible job in a pool, sized at p90, that fit its window; or why there is none (M-3, M-4). */
export function poolOptions(
  spec: JobSpec,
  pool: PoolFacts,
  chip: Chip,
  window: Window,
  profiler: Profiler = rememberingProfiler(),
): PoolOptions {
  const readyHour = readyHourOf(spec, pool, window);
  const lastHour = Math.min(window.deadlineHour, window.horizonHour);
  if (readyHour >= lastHour) return { options: [], misses: [tooLate(window, readyHour)] };
  return jobShape(spec) === 'block'
    ? blockPoolOptions(spec, pool, chip, window, readyHour, profiler)
    : spreadPoolOptions(spec, pool, chip, readyHour, profiler);
}

/** Why nothing can start any more: the data arrives too late, or the window closed before it. */
const tooLate = (window: Window, readyHour: Hour): NearMiss =>
  window.firstHour >= window.deadlineHour
    ? miss('deadline', window.deadlineHour, window.firstHour + 1, 'hour')
    : window.firstHour >= window.horizonHour
      ? miss('horizon', window.horizonHour, window.firstHour + 1, 'hour')
      : miss('transfer', window.deadlineHour, readyHour, 'hour');

function blockPoolOptions(
  spec: JobSpec,
  pool: PoolFacts,
  chip: Chip,
  window: Window,
  readyHour: Hour,
  profiler: Profiler,
): PoolOptions {
  const { sized, profile, misses } = blockOptions(spec, pool, chip, profiler);
  if (!profile) return { options: [], misses };
  const { kept, misses: unlinked } = interconnected(spec, pool, sized);
  if (kept.length === 0) return { options: [], misses: unlinked };
  const byCards = new Map<number, JobOption>();
  for (const { sized: option, cards } of kept) {
    const hours = Math.max(1, Math.ceil(option.runtimeHoursP90));
    if (!byCards.has(cards))
      byCards.set(cards, {
        option: { poolId: pool.id, cards, hours },
        sized: option,
        profile,
        pool,
        chip,
        readyHour,
      });
  }
  return inTime(
    [...byCards.values()],
    window,
    (option) => readyHour + ('hours' in option.option ? option.option.hours : 0),
  );
}

function spreadPoolOptions(
  spec: JobSpec,
  pool: PoolFacts,
  chip: Chip,
  readyHour: Hour,
  profiler: Profiler,
): PoolOptions {
  const made = profiler(spec, chip, siteOf(pool));
  if (!made.ok) return { options: [], misses: [refusalMiss(made.refusal, spec, chip)] };
  const profile = made.value;
  const sized = profile.options[0];
  const maxCards = spreadMaxCards(spec, pool);
  if (!sized || maxCards < pool.lotCards)
    return { options: [], misses: [miss('cards', pool.lotCards, pool.cards, 'cards')] };
  const linked = interconnected(spec, pool, [sized]);
  if (linked.kept.length === 0) return { options: [], misses: linked.misses };
  const cardHours = Math.max(1, Math.ceil(sized.cardHoursP90));
  const option = { poolId: pool.id, cardHours, maxCards };
  return { options: [{ option, sized, profile, pool, chip, readyHour }], misses: [] };
}

/** Keeps options that can end in time; else says by how much the quickest is late, or that sale doesn't reach so far (M-18). */
function inTime(
  options: readonly JobOption[],
  window: Window,
  endOf: (option: JobOption) => Hour,
): PoolOptions {
  const kept = options.filter((option) => endOf(option) <= Math.min(window.deadlineHour, window.horizonHour));
  if (kept.length > 0) return { options: kept, misses: [] };
  const soonest = Math.min(...options.map(endOf));
  return soonest > window.deadlineHour
    ? { options: [], misses: [miss('deadline', window.deadlineHour, soonest, 'hour')] }
    : { options: [], misses: [miss('horizon', window.horizonHour, soonest, 'hour')] };
}
