import { useFormatter, useTranslations } from 'next-intl';
import type { Figure, RoundLengthDay, RoundLengthRow } from '@/lib/simulation/round-length';
import { type Column, DataTable } from '../data-table/data-table';
import { usePolicyName } from './use-policy-name';

type ShareKey = Exclude<keyof RoundLengthRow, 'policy' | 'roundsPerDay' | 'protections'>;

const SHARES: readonly ShareKey[] = [
  'welfareShare',
  'welfareOverFirstCome',
  'cardHoursShare',
  'limitFilledShare',
  'instantFilledShare',
  'limitSurplusShare',
  'instantSurplusShare',
  'providersSurplusShare',
  'revenueShare',
];

/** Who gets what of a day, by the way it is cleared. */
export function RoundLengthBuyers({ day }: { day: RoundLengthDay }) {
  const t = useTranslations('operate.roundLength');
  const format = useFormatter();
  const name = usePolicyName();
  const percent = ({ mean }: Figure) =>
    format.number(mean, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const share = (key: ShareKey): Column<RoundLengthRow> => ({
    key,
    header: t(`share.${key}.label`),
    definition: t(`share.${key}.text`),
    align: 'end',
    cell: (row) => percent(row[key]),
  });
  return (
    <DataTable<RoundLengthRow>
      caption={t('whoGets')}
      rows={day.rows}
      rowKey={(row) => `${row.policy} ${row.roundsPerDay} ${row.protections}`}
      columns={[
        { key: 'policy', header: t('cleared'), cell: name },
        {
          key: 'protections',
          header: t('protected'),
          cell: (row) => (row.protections ? t(`protections.${row.protections}.label`) : '—'),
        },
        ...SHARES.map(share),
      ]}
    />
  );
}
