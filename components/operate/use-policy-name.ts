import { useTranslations } from 'next-intl';
import type { RoundLengthRow } from '@/lib/simulation/round-length';

/** One way to clear a day, apart from its protections. */
export const policyKey = ({ policy, roundsPerDay }: RoundLengthRow): string => `${policy} ${roundsPerDay}`;

/** A way to clear a day in words: in 24 rounds, as they come, with hindsight. */
export function usePolicyName(): (row: RoundLengthRow) => string {
  const t = useTranslations('operate.roundLength.policy');
  return ({ policy, roundsPerDay }) =>
    policy === 'rounds' ? t('rounds', { count: roundsPerDay ?? 0 }) : t(policy);
}
