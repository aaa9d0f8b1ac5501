import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { DeliveryKind } from '@/lib/settlement/delivery';
import type { Hearing } from '@/lib/settlement/hearing';
import { Amount } from '../amount';
import { Units } from '../buy/outcome';
import { Countdown } from '../countdown';
import { type Column, DataTable } from '../data-table/data-table';
import type { SearchParams, TableQuery } from '../data-table/table-query';
import { currencySymbol } from '../format-amount';
import { Instant } from '../instant';
import { KindTag } from '../leases/late-input-note';
import { StatusBadge } from '../status-badge';
import { Badge } from '../ui/badge';
import { type DisputeShown, disputeStatus, type ViewerShown } from './dispute-shown';
import { reasonText } from './timeline';

/** A dispute in a list. */
export interface DisputeLineShown extends Omit<DisputeShown, 'statement' | 'evidence' | 'decisionNote'> {
  readonly kind: DeliveryKind;
  readonly units: bigint;
  readonly sequence: number;
  readonly unitKind: string;
  readonly buyerName: string;
  readonly providerName: string;
  readonly poolName: string;
  readonly viewer: ViewerShown;
  readonly hearing: Hearing;
  readonly waits: boolean;
}

export interface DisputesTableProps {
  rows: readonly DisputeLineShown[];
  currency: string;
  viewer: ViewerShown;
  path: string;
  params: SearchParams;
  query: TableQuery;
  total: number;
  csvHref: string;
  empty: ReactNode;
}

/** Disputes, those that wait longest first: what about, where the clock stands, what hangs on them and what came of them. */
export function DisputesTable({ viewer, currency, ...table }: DisputesTableProps) {
  const t = useTranslations('disputes');
  const symbol = currencySymbol(currency).trim();
  const party = (key: 'buyerName' | 'providerName', header: string): Column<DisputeLineShown> => ({
    key,
    header,
    from: 'md',
    wrap: true,
    wide: true,
    cell: (row) => <span className="block sm:min-w-32">{row[key]}</span>,
  });
  const parties: Column<DisputeLineShown> = {
    key: 'parties',
    header: t('list.parties'),
    from: 'md',
    wide: true,
    cell: (row) => (
      <>
        <Name name={row.buyerName} />
        <br />
        <Name name={row.providerName} />
      </>
    ),
  };
  const columns: readonly Column<DisputeLineShown>[] = [
    {
      key: 'what',
      header: t('list.what'),
      wrap: true,
      cell: (row) => (
        <span>
          {t.rich('list.units', {
            number: row.sequence,
            units: () => <Units count={row.units} kind={row.unitKind} />,
          })}{' '}
          <KindTag kind={row.kind} />
        </span>
      ),
    },
    {
      key: 'state',
      header: t('list.stage'),
      wrap: true,
      cell: (row) => (
        <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1 py-0.5 *:whitespace-nowrap">
          <StatusBadge domain="dispute" status={disputeStatus(row)} />
          {row.waits && (
            <Badge tone="active" outline>
              {t('list.waits')}
            </Badge>
          )}
        </span>
      ),
    },
    { key: 'clock', header: t('list.clock'), cell: (row) => <Clock row={row} /> },
    {
      key: 'amount',
      header: t('list.disputed'),
      unit: symbol,
      align: 'end',
      definition: t('list.disputedDefinition'),
      cell: (row) => <Amount micros={row.disputedMicros} currency={currency} bare />,
    },
    {
      key: 'back',
      header: t('list.back'),
      unit: symbol,
      align: 'end',
      from: 'sm',
      definition: t('list.backDefinition'),
      cell: (row) =>
        row.refundedMicros === null ? (
          '—'
        ) : (
          <Amount micros={row.refundedMicros + (row.creditMicros ?? 0n)} currency={currency} bare />
        ),
    },
    {
      key: 'reason',
      header: t('list.reason'),
      from: viewer === 'buyer' || viewer === 'provider' ? 'lg' : '2xl',
      wrap: true,
      wide: true,
      cell: (row) => <span className="block sm:min-w-32">{reasonText(t, row.reason)}</span>,
    },
    viewer === 'buyer'
      ? party('providerName', t('list.provider'))
      : viewer === 'provider'
        ? party('buyerName', t('list.buyer'))
        : parties,
    {
      key: 'pool',
      header: t('list.pool'),
      from: '2xl',
      cell: (row) => (
        <span className="inline-block align-bottom sm:max-w-44 sm:truncate">{row.poolName}</span>
      ),
    },
    {
      key: 'opened',
      header: t('list.opened'),
      from: '2xl',
      align: 'end',
      cell: (row) => <Instant at={row.eventAt} shape="month-day-time" />,
    },
  ];
  return (
    <DataTable
      caption={t('list.caption')}
      stacked
      columns={columns}
      rowKey={(row) => row.id}
      rowHref={(row) => `${table.path}/${row.id}`}
      {...table}
    />
  );
}

/** A party's name on one line beside other columns, whole in its title. */
const Name = ({ name }: { name: string }) => (
  <span title={name} className="inline-block align-bottom sm:max-w-44 sm:truncate 2xl:max-w-60">
    {name}
  </span>
);

/** How long until something must happen, or when it ended. */
function Clock({ row: { hearing, decidedAt } }: { row: DisputeLineShown }) {
  const t = useTranslations('disputes.list');
  const at = (instant: Date) => () => <Instant at={instant} shape="month-day-time" />;
  const left = (until: Date) => () => <Countdown until={until} endedLabel={t('moment')} />;
  if (decidedAt) return t.rich('decidedAt', { at: at(decidedAt) });
  if (hearing.overdue) return t.rich('overdueSince', { at: at(hearing.decideBy) });
  return hearing.stage === 'statements'
    ? t.rich('statesFor', { left: left(hearing.statementsEndAt) })
    : t.rich('decidesFor', { left: left(hearing.decideBy) });
}
