import { transferHours } from '@/lib/compute/distance';
import type { Hour } from '@/lib/core/hours';
import type { JobSpec } from './job';
import type { PoolFacts, Window } from './pool';

/** Hours to bring the job's data in and its result out of a pool; null where data or line isn't stated (P-6). */
export function transferHoursOf(
  spec: Pick<JobSpec, 'dataInGb' | 'dataOutGb'>,
  pool: Pick<PoolFacts, 'ingressMbits' | 'egressMbits'>,
): { readonly in: number | null; readonly out: number | null } {
  const hours = (gb: number | undefined, mbits: number | null) => {
    if (gb === undefined || gb === 0) return gb ?? null;
    return mbits === null || mbits <= 0 ? null : transferHours(gb, mbits);
  };
  return { in: hours(spec.dataInGb, pool.ingressMbits), out: hours(spec.dataOutGb, pool.egressMbits) };
}

/** The first hour a job can start in a pool: the window's, or when its data has arrived if that is later (P-6). */
export const readyHourOf = (spec: JobSpec, pool: PoolFacts, window: Window): Hour =>
  Math.max(
    window.firstHour,
    Math.ceil(
      Math.min(window.acceptedByHour + (transferHoursOf(spec, pool).in ?? 0), Number.MAX_SAFE_INTEGER),
    ),
  );
