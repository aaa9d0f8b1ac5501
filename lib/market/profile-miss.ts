import type { Chip } from '@/lib/compute/chip';
import type { Refusal } from '@/lib/core/result';
import type { ProfileRefusal } from '@/lib/profiling/profile';
import type { JobSpec } from './job';
import { miss, type NearMiss, type NearMissConstraint } from './near-miss';

const CONSTRAINT_OF: Readonly<Record<ProfileRefusal, NearMissConstraint>> = {
  does_not_fit: 'model_fit',
  precision_unsupported: 'precision',
  chip_figures_unknown: 'evidence',
  no_evidence: 'evidence',
  lot_too_small: 'lot',
  too_large: 'size',
  inconsistent_model: 'model_fit',
  frame_over_hour: 'size',
};

/** Why a job has no profile on a pool's chip, as the constraint that failed (M-3). */
export function profileMiss({ code, facts }: Refusal<ProfileRefusal>, spec: JobSpec, chip: Chip): NearMiss {
  const constraint = CONSTRAINT_OF[code];
  const number = (name: string): number | null => {
    const value = facts[name];
    return typeof value === 'number' ? value : null;
  };
  switch (code) {
    case 'does_not_fit':
      return miss(constraint, number('neededGb') ?? number('leastCards') ?? 0, number('usableGb'), 'GB');
    case 'lot_too_small':
      return miss(constraint, number('leastCards') ?? 1, number('lotCards'), 'cards');
    case 'precision_unsupported':
      return miss(constraint, 'precision' in spec ? spec.precision : 'fp32', null, 'name');
    case 'too_large':
      return miss(constraint, number('cardHoursMax') ?? 0, null, 'card-hours');
    case 'frame_over_hour':
      return miss(constraint, 1, (number('secondsPerFrame') ?? 0) / 3600, 'hours');
    case 'chip_figures_unknown':
    case 'no_evidence':
    case 'inconsistent_model':
      return miss(constraint, code, chip.key, 'name');
  }
}
