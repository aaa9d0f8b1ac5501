import { useFormatter, useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { type Column, DataTable } from '@/components/data-table/data-table';
import { Instant } from '@/components/instant';
import { Badge } from '@/components/ui/badge';
import { hourStart } from '@/lib/core/hours';
import type { MarketTermsVersion } from '@/lib/services/market/change-terms';
import { TERM_FIELDS } from './term-fields';

interface TermsTableProps {
  /** Newest first. */
  versions: readonly MarketTermsVersion[];
  currentVersion: number;
  currency: string;
}

/** Every version of the terms; the one in force and those to come are marked. */
export function TermsTable({ versions, currentVersion, currency }: TermsTableProps) {
  const t = useTranslations('operate.terms');
  const format = useFormatter();
  const state = ({ version }: MarketTermsVersion) =>
    version === currentVersion ? 'current' : version > currentVersion ? 'coming' : 'past';
  const tone = { current: 'good', coming: 'waiting', past: 'idle' } as const;
  const numbers = TERM_FIELDS.map(
    ({ key, unit }): Column<MarketTermsVersion> => ({
      key,
      header: t(`short.${key}`),
      unit,
      align: 'end',
      definition: t(`hint.${key}`),
      cell: (terms) => format.number(terms[key]),
    }),
  );
  return (
    <DataTable<MarketTermsVersion>
      caption={t('versions')}
      rows={versions}
      rowKey={(terms) => String(terms.version)}
      total={versions.length}
      columns={[
        { key: 'version', header: t('version'), cell: (terms) => terms.version },
        {
          key: 'state',
          header: t('state'),
          cell: (terms) => <Badge tone={tone[state(terms)]}>{t(`states.${state(terms)}`)}</Badge>,
        },
        {
          key: 'validFrom',
          header: t('validFrom'),
          cell: (terms) => <Instant at={hourStart(terms.validFromHour)} />,
        },
        ...numbers,
        {
          key: 'freedCardsPassRound',
          header: t('short.freedCardsPassRound'),
          definition: t('hint.freedCardsPassRound'),
          cell: (terms) => t(terms.freedCardsPassRound ? 'yes' : 'no'),
        },
        {
          key: 'payout',
          header: t('short.payoutMinimumMicros'),
          unit: currency,
          align: 'end',
          cell: (terms) => <Amount micros={terms.payoutMinimumMicros} currency={currency} bare />,
        },
        {
          key: 'note',
          header: t('note'),
          cell: (terms) => (
            <span className="block max-w-72 truncate" title={terms.note}>
              {terms.note}
            </span>
          ),
        },
      ]}
    />
  );
}
