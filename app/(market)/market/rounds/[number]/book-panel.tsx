import { useFormatter, useTranslations } from 'next-intl';
import { HourRange } from '@/components/hour-range';
import { StatusBadge, StatusSentence } from '@/components/status-badge';
import { Panel } from '@/components/ui/card';
import { DefinitionList } from '@/components/ui/definition-list';
import { UNFILLED_REASONS } from '@/lib/clearing/outcome';
import type { RoundRow } from '@/lib/services/rounds/list-rounds';

/** What the round read, and why orders stayed unfilled (M-15). */
export function BookPanel({ round }: { round: RoundRow }) {
  const t = useTranslations('market.rounds');
  const format = useFormatter();
  const { counts } = round;
  return (
    <Panel title={t('book')}>
      <DefinitionList
        items={[
          {
            term: t('hoursRead'),
            value: <HourRange start={round.startsAtHour} end={round.startsAtHour + round.hours} withHours />,
          },
          { term: t('ordersRead'), value: format.number(counts.orders) },
          { term: t('ordersFilled'), value: format.number(counts.filled) },
          { term: t('termsVersion'), value: round.termsVersion },
          { term: t('elapsed'), value: `${format.number(round.elapsedMs)} ms` },
        ]}
      />
      <h3 className="mt-4 mb-1 text-sm font-semibold">{t('unfilled')}</h3>
      <ul className="flex flex-col">
        {UNFILLED_REASONS.map((reason) => (
          <li
            key={reason}
            className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 border-b border-line py-1.5 last:border-b-0"
          >
            <span>
              <StatusBadge domain="reason" status={reason} />
              <span className="block text-xs text-muted">
                <StatusSentence domain="reason" status={reason} />
              </span>
            </span>
            <span className="text-right tabular-nums">{format.number(counts[reason])}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
