import { useTranslations } from 'next-intl';
import type { Micros } from '@/lib/core/amount';
import { Amount } from '../amount';
import { DataTable } from '../data-table/data-table';
import { currencySymbol } from '../format-amount';
import { Instant } from '../instant';
import { Panel } from '../ui/card';

export interface AskVersion {
  readonly version: number;
  readonly asksMicros: readonly Micros[];
  readonly eventAt: Date;
}

const extreme = (asks: readonly Micros[], better: (a: Micros, b: Micros) => boolean): Micros =>
  asks.reduce((best, one) => (better(one, best) ? one : best));

/** Every version of a pool's asks, newest first: when it was made, its lowest and its highest hour. */
export function AskVersions({
  versions,
  currency,
  timeZone,
}: {
  versions: readonly AskVersion[];
  currency: string;
  timeZone: string;
}) {
  const t = useTranslations('supply.asks');
  const unit = `${currencySymbol(currency).trim()}/${t('cardHour')}`;
  const amount = (micros: Micros) => <Amount micros={micros} currency={currency} decimals={4} bare />;
  return (
    <Panel title={t('versions')} flush>
      <DataTable
        caption={t('versions')}
        rows={versions}
        rowKey={(row) => String(row.version)}
        columns={[
          { key: 'version', header: t('version'), cell: (row) => row.version },
          {
            key: 'made',
            header: t('made'),
            unit: timeZone,
            cell: (row) => <Instant at={row.eventAt} timeZone={timeZone} />,
          },
          {
            key: 'least',
            header: t('least'),
            unit,
            align: 'end',
            cell: (row) => amount(extreme(row.asksMicros, (a, b) => a < b)),
          },
          {
            key: 'most',
            header: t('most'),
            unit,
            align: 'end',
            cell: (row) => amount(extreme(row.asksMicros, (a, b) => a > b)),
          },
        ]}
      />
    </Panel>
  );
}
