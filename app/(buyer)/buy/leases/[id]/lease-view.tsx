'use client';
import Link from 'next/link';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { chipName, placeName } from '@/components/buy/names';
import { Units } from '@/components/buy/outcome';
import { ReplacementNote } from '@/components/buy/replacement-note';
import { useFollowed } from '@/components/buy/use-followed';
import type { Wire } from '@/components/buy/wire';
import { HourRange } from '@/components/hour-range';
import { InputPanel } from '@/components/leases/input-panel';
import { MeasuredLine, type MeasuredShown } from '@/components/leases/measured-line';
import { Milestones } from '@/components/leases/milestones';
import { useMeasured } from '@/components/leases/use-measured';
import { StatusBadge, StatusSentence } from '@/components/status-badge';
import type { FormActionFn } from '@/components/ui/action-result';
import { Panel } from '@/components/ui/card';
import { Code } from '@/components/ui/code';
import { type Definition, DefinitionList } from '@/components/ui/definition-list';
import { KeyFigures } from '@/components/ui/key-figures';
import { Page, PageHeader } from '@/components/ui/page-header';
import { EmptyState } from '@/components/ui/states';
import type { LeaseDetail } from '@/lib/services/leases/get-lease';
import { Progress } from '../progress';
import { DeliveryCard } from './delivery-card';
import { HoursTable } from './hours-table';
import { LeaseStart } from './lease-start';
import { LeaveDialog } from './leave-dialog';
import { RefundRow } from './refund-row';

export type Lease = Wire<LeaseDetail>;

export interface LeaseViewProps {
  initial: Lease;
  /** What it measured, once it ended with accepted units. */
  measured: MeasuredShown | null;
  currency: string;
  mayAnswer: boolean;
  actions: {
    readonly accept: FormActionFn;
    readonly reject: FormActionFn;
    readonly leave: FormActionFn;
    readonly inputReady: FormActionFn;
  };
}

const isMoving = ({ lease, replacement }: Lease): boolean =>
  lease.state !== 'ended' || lease.resaleHour !== null || replacement?.state === 'due';

/** A lease as its buyer follows it: what is due, what was delivered, and where its price stands. */
export function LeaseView({ initial, measured: rendered, currency, mayAnswer, actions }: LeaseViewProps) {
  const t = useTranslations('buy');
  const path = `/api/v1/leases/${initial.lease.id}`;
  const data = useFollowed(path, initial, isMoving);
  const { lease, pool, deliveries } = data;
  const ended = lease.endReason;
  const measured = useMeasured(lease.id, ended !== null, rendered);
  return (
    <Page>
      <PageHeader
        title={t('lease.title', { pool: pool.name })}
        status={<StatusBadge domain={ended ? 'end' : 'lease'} status={ended ?? lease.state} outline />}
        description={<StatusSentence domain={ended ? 'end' : 'lease'} status={ended ?? lease.state} />}
        back={{ href: `/buy/orders/${lease.orderId}`, label: t('lease.order') }}
        actions={
          data.leaving && (
            <LeaveDialog
              leaseId={lease.id}
              leaving={data.leaving}
              currency={currency}
              action={actions.leave}
            />
          )
        }
      />
      <KeyFigures figures={figuresOf(data, currency, t)} />
      {ended && <RefundRow data={data} reason={ended} currency={currency} />}
      {data.replacement && <ReplacementNote replacement={data.replacement} currency={currency} />}
      {measured && <MeasuredLine measured={measured} />}
      <LeaseStart data={data} currency={currency} />
      <Milestones lease={lease} rows={deliveries} />
      <InputPanel
        lease={lease}
        input={data.input}
        side="buyer"
        action={mayAnswer ? actions.inputReady : null}
        closed={lease.reportingClosedAt !== null || BigInt(lease.reportedUnits) === BigInt(lease.units)}
      />
      <Panel title={t('lease.deliveries')} description={t('lease.deliveriesHint')} flush>
        {deliveries.length === 0 ? (
          <EmptyState title={t(ended ? 'lease.neverDelivered' : 'lease.noDelivery')}>
            {ended ? t('lease.neverDeliveredHelp') : t('lease.noDeliveryHelp')}
          </EmptyState>
        ) : (
          deliveries.map((row) => (
            <DeliveryCard
              key={row.delivery.id}
              row={row}
              lease={lease}
              {...{ currency, mayAnswer, actions }}
            />
          ))
        )}
      </Panel>
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <HoursTable
          hours={data.hours}
          roundNumber={data.roundNumber}
          currency={currency}
          timeZone={pool.timeZone}
        />
        <Panel title={t('lease.facts')}>
          <DefinitionList items={useFacts(data)} />
        </Panel>
      </div>
    </Page>
  );
}

type T = ReturnType<typeof useTranslations<'buy'>>;

function figuresOf({ lease }: Lease, currency: string, t: T) {
  const amount = (micros: bigint | string) => <Amount micros={micros} currency={currency} />;
  const price = BigInt(lease.priceMicros);
  const held = price - BigInt(lease.earnedMicros) - BigInt(lease.refundedMicros);
  const credited = BigInt(lease.creditMicros) + BigInt(lease.chargeMicros);
  return [
    { label: t('leases.price'), value: amount(price), definition: t('lease.priceDefinition') },
    {
      label: t('order.settled'),
      value: amount(lease.earnedMicros),
      definition: t('order.settledDefinition'),
    },
    { label: t('order.held'), value: amount(held), definition: t('lease.heldDefinition') },
    {
      label: t('order.refunded'),
      value: amount(lease.refundedMicros),
      definition: t('order.refundedDefinition'),
    },
    ...(credited > 0n
      ? [
          {
            label: t('lease.creditedShort'),
            value: amount(credited),
            definition: t('lease.creditedDefinition'),
          },
        ]
      : []),
    {
      label: t('leases.progress'),
      value: <Units count={lease.acceptedUnits} kind={lease.unitKind} bare />,
      unit: t.rich('lease.ofUnits', { units: () => <Units count={lease.units} kind={lease.unitKind} /> }),
      hint: <Progress accepted={lease.acceptedUnits} reported={lease.reportedUnits} units={lease.units} />,
    },
  ];
}

function useFacts({ lease, pool, jobId, terms, lateTerms }: Lease): Definition[] {
  const t = useTranslations('buy');
  const locale = useLocale();
  const format = useFormatter();
  const percent = (bps: number) =>
    format.number(bps / 10_000, { style: 'percent', maximumFractionDigits: 2 });
  return [
    {
      term: t('leases.pool'),
      value: (
        <Link href={`/id/${pool.code}`} className="text-accent underline">
          <Code>{pool.code}</Code>
        </Link>
      ),
    },
    { term: t('lease.provider'), value: pool.providerName },
    { term: t('leases.region'), value: `${placeName(pool.region, locale)} · ${pool.site}` },
    { term: t('leases.chip'), value: chipName(pool.chip) },
    {
      term: t('leases.hours'),
      value: <HourRange start={lease.startHour} end={lease.endHour} withHours />,
    },
    {
      term: t('lease.siteHours'),
      value: <HourRange start={lease.startHour} end={lease.endHour} timeZone={pool.timeZone} withZone />,
    },
    ...(jobId
      ? [
          {
            term: t('orders.job'),
            value: (
              <Link href={`/buy/jobs/${jobId}`} className="text-accent underline">
                {t('lease.toJob')}
              </Link>
            ),
          },
        ]
      : []),
    { term: t('lease.window'), value: t('details.hours', { count: terms.acceptanceWindowHours }) },
    {
      term: t('lease.lateCredit'),
      definition: t('lease.lateCreditDefinition'),
      value: t('lease.lateCreditValue', {
        perHour: percent(lateTerms.lateCreditBpsPerHour),
        cap: percent(lateTerms.lateCreditCapBps),
      }),
    },
    {
      term: t('lease.terms'),
      definition: t('lease.termsDefinition'),
      value: t('lease.versions', { terms: lease.termsVersion, level: lease.serviceLevelVersion }),
    },
  ];
}
