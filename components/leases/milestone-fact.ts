import { useTranslations } from 'next-intl';
import type { JobKind } from '@/lib/market/job';
import type { Definition } from '../ui/definition-list';

/** By what milestones a training is paid; nothing for work whose every unit is worth something (S-7). */
export function useMilestoneFact(spec: {
  readonly kind: JobKind;
  readonly milestones?: number;
}): readonly Definition[] {
  const t = useTranslations('counting.milestones');
  if (spec.kind !== 'training') return [];
  const { milestones: count } = spec;
  return [{ term: t('term'), value: count === undefined ? t('none') : t('fact', { count }) }];
}
