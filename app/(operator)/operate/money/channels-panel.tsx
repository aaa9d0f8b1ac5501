import { useTranslations } from 'next-intl';
import { Suspense, use } from 'react';
import { Amount } from '@/components/amount';
import { DataTable } from '@/components/data-table/data-table';
import { currencySymbol } from '@/components/format-amount';
import { Instant } from '@/components/instant';
import { Badge } from '@/components/ui/badge';
import { Panel } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/states';
import type { ToldBalance } from '@/lib/services/reconciliation/ask-balances';
import type { ChannelStanding, MoneyDesk } from '@/lib/services/reconciliation/get-money-desk';

type Told = Promise<readonly ToldBalance[]>;

/** What the channel itself says it has of ours; asked while the page is already there. */
function ToldCell({ channel, told, currency }: { channel: string; told: Told; currency: string }) {
  const t = useTranslations('reconciliation.channels');
  const found = use(told).find((row) => row.channel === channel);
  if (!found) return <span className="text-faint">—</span>;
  if (!found.balance) return <Badge tone="warn">{t('silent')}</Badge>;
  const { availableMicros, pendingMicros } = found.balance;
  return (
    <span title={t('ofWhich')}>
      <Amount micros={availableMicros + pendingMicros} currency={currency} bare />
      <span className="text-faint">
        {' '}
        (<Amount micros={availableMicros} currency={currency} bare />)
      </span>
    </span>
  );
}

function DifferenceCell({ standing, currency }: { standing: ChannelStanding; currency: string }) {
  const t = useTranslations('reconciliation.channels');
  if (standing.movedMicros === null) return <Badge>{t('play')}</Badge>;
  const difference = standing.movedMicros - standing.ledgerMicros;
  if (difference === 0n) return <Badge tone="good">{t('agrees')}</Badge>;
  return (
    <Badge tone="warn">
      <Amount micros={difference} currency={currency} bare signed />
    </Badge>
  );
}

/** Each channel's balance by our books, by its own lines, and as it says itself. */
export function ChannelsPanel({ desk, told }: { desk: MoneyDesk; told: Told }) {
  const t = useTranslations('reconciliation.channels');
  const name = useTranslations('reconciliation.channel');
  const { currency } = desk;
  const symbol = currencySymbol(currency).trim();
  return (
    <Panel title={t('title')} description={t('description')} flush>
      <DataTable
        caption={t('title')}
        stacked
        rows={desk.channels}
        rowKey={(row) => row.channel}
        empty={<EmptyState title={t('none')}>{t('noneHelp')}</EmptyState>}
        columns={[
          { key: 'channel', header: t('channel'), cell: (row) => name(row.channel) },
          {
            key: 'ledger',
            header: t('ledger'),
            unit: symbol,
            align: 'end',
            cell: (row) => <Amount micros={row.ledgerMicros} currency={currency} bare />,
          },
          {
            key: 'lines',
            header: t('lines'),
            unit: symbol,
            align: 'end',
            cell: (row) =>
              row.movedMicros === null ? '—' : <Amount micros={row.movedMicros} currency={currency} bare />,
          },
          {
            key: 'difference',
            header: t('difference'),
            unit: symbol,
            definition: t('differenceDefinition'),
            cell: (row) => <DifferenceCell standing={row} currency={currency} />,
          },
          {
            key: 'told',
            header: t('told'),
            unit: `${symbol} (${t('available')})`,
            align: 'end',
            cell: (row) => (
              <Suspense fallback={<span className="text-faint">{t('asking')}</span>}>
                <ToldCell channel={row.channel} told={told} currency={currency} />
              </Suspense>
            ),
          },
          {
            key: 'last',
            header: t('lastLine'),
            from: 'md',
            cell: (row) => (row.lastLineAt ? <Instant at={row.lastLineAt} shape="month-day-time" /> : '—'),
          },
        ]}
      />
    </Panel>
  );
}
