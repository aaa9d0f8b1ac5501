import { useFormatter, useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { HourRange } from '@/components/hour-range';
import { StatusBadge, StatusSentence } from '@/components/status-badge';
import { Alert } from '@/components/ui/alert';
import { Panel } from '@/components/ui/card';
import { DefinitionList } from '@/components/ui/definition-list';
import { UNFILLED_REASONS } from '@/lib/clearing/outcome';
import type { RoundDetail } from '@/lib/services/rounds/get-round';

/**
 * What the round read: orders, pools and card-hours offered, and for those who see full books what was wanted (M-20);
 * and why orders stayed unfilled (M-15).
 */
export function BookPanel({ detail: { round, book, currency } }: { detail: RoundDetail }) {
  const t = useTranslations('market.rounds');
  const format = useFormatter();
  const { counts } = round;
  const count = (value: number) => format.number(value);
  return (
    <Panel title={t('book')}>
      <DefinitionList
        items={[
          {
            term: t('hoursRead'),
            value: <HourRange start={round.startsAtHour} end={round.startsAtHour + round.hours} withHours />,
          },
          {
            term: t('ordersRead'),
            value: book
              ? t('ordersByShape', {
                  orders: count(book.orders),
                  blocks: count(book.blocks),
                  spreads: count(book.spreads),
                })
              : count(counts.orders),
            definition: t('ordersByShapeDefinition'),
          },
          { term: t('ordersFilled'), value: count(counts.filled) },
          ...(book
            ? [
                {
                  term: t('poolsRead'),
                  value: t('poolsWithHours', { pools: count(book.pools), poolHours: count(book.poolHours) }),
                  definition: t('poolsWithHoursDefinition'),
                },
                ...(book.cardHoursWanted === null
                  ? []
                  : [
                      {
                        term: t('wanted'),
                        value: `${count(book.cardHoursWanted)} ${t('cardHours')}`,
                        definition: t('wantedDefinition'),
                      },
                    ]),
                { term: t('offered'), value: `${count(book.cardHoursOffered)} ${t('cardHours')}` },
                ...(book.limitsMicros === null
                  ? []
                  : [
                      {
                        term: t('limits'),
                        value: <Amount micros={book.limitsMicros} currency={currency} />,
                        definition: t('limitsDefinition'),
                      },
                    ]),
              ]
            : []),
          { term: t('termsVersion'), value: round.termsVersion },
          { term: t('elapsed'), value: `${count(round.elapsedMs)} ms` },
        ]}
      />
      {!book && (
        <Alert className="mt-2" title={t('bookRemoved')}>
          {t('bookRemovedText')}
        </Alert>
      )}
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
            <span className="text-right tabular-nums">{count(counts[reason])}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
