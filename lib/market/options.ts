import type { Chip } from '@/lib/compute/chip';
import type { Hour } from '@/lib/core/hours';
import { blockOptions } from './block-options';
import { type JobSpec, jobShape } from './job';
import { type PoolOptions, type Profiler, rememberingProfiler } from './job-option';
import { miss, type NearMiss } from './near-miss';
import type { PoolFacts, Window } from './pool';
import { spreadOptions } from './spread-options';
import { readyHourOf } from './transfer';

export { type JobOption, type PoolOptions, type Profiler, rememberingProfiler } from './job-option';

/** Why nothing can start in a pool any more: the window is past or beyond sale, or the data arrives too late. */
const tooLate = (window: Window, readyHour: Hour): NearMiss => {
  if (window.firstHour >= window.deadlineHour)
    return miss('deadline', window.deadlineHour, window.firstHour + 1, 'hour');
  if (window.firstHour >= window.horizonHour)
    return miss('horizon', window.horizonHour, window.firstHour + 1, 'hour');
  return miss('transfer', Math.min(window.deadlineHour, window.horizonHour), readyHour, 'hour');
};

/** All ways to run an eligible job in a pool, sized at p90, that fit its window; or why there is none (M-3, M-4). */
export function poolOptions(
  spec: JobSpec,
  pool: PoolFacts,
  chip: Chip,
  window: Window,
  profiler: Profiler = rememberingProfiler(),
): PoolOptions {
  const readyHour = readyHourOf(spec, pool, window);
  if (readyHour >= Math.min(window.deadlineHour, window.horizonHour))
    return { options: [], misses: [tooLate(window, readyHour)] };
  const request = { spec, pool, chip, window, readyHour, profiler };
  return jobShape(spec) === 'block' ? blockOptions(request) : spreadOptions(request);
}
