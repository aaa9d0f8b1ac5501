'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Amount } from '@/components/amount';
import { BoughtAgain } from '@/components/buy/bought-again';
import { Units } from '@/components/buy/outcome';
import { UnfilledPanel } from '@/components/buy/unfilled-panel';
import { useFollowed } from '@/components/buy/use-followed';
import type { Wire } from '@/components/buy/wire';
import { Countdown } from '@/components/countdown';
import { HourRange } from '@/components/hour-range';
import { Instant } from '@/components/instant';
import { useMilestoneFact } from '@/components/leases/milestone-fact';
import { StatusBadge, StatusSentence } from '@/components/status-badge';
import { ActionForm } from '@/components/ui/action-form';
import type { FormActionFn } from '@/components/ui/action-result';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Panel } from '@/components/ui/card';
import { type Definition, DefinitionList } from '@/components/ui/definition-list';
import { Dialog, DialogCancel, FormActions } from '@/components/ui/dialog';
import { KeyFigures } from '@/components/ui/key-figures';
import { Page, PageHeader } from '@/components/ui/page-header';
import { SubmitButton } from '@/components/ui/submit-button';
import { orderAfter } from '@/lib/market/order-state';
import type { OrderDetail } from '@/lib/services/orders/get-order';
import { LeasesTable } from '../../leases/leases-table';

type Order = Wire<OrderDetail>;

export interface OrderViewProps {
  initial: Order;
  currency: string;
  nextRoundAt: string;
  mayCancel: boolean;
  mayOrder: boolean;
  cancel: FormActionFn;
}

const isMoving = ({ order, leases, replacements }: Order): boolean =>
  order.state === 'open' ||
  leases.some(({ state }) => state !== 'ended') ||
  replacements.some(({ state }) => state === 'due');

/** An order as it stands, followed while it can still move. */
export function OrderView(props: OrderViewProps) {
  const { initial, currency, nextRoundAt, mayCancel, mayOrder, cancel } = props;
  const t = useTranslations('buy');
  const data = useFollowed(`/api/v1/orders/${initial.order.id}`, initial, isMoving);
  const { order, job, leases } = data;
  return (
    <Page>
      <PageHeader
        title={t('order.title', { job: job.name })}
        status={<StatusBadge domain="order" status={order.state} outline />}
        description={
          order.closedBecause === 'receivable' ? (
            t('order.leftOwing')
          ) : (
            <StatusSentence domain="order" status={order.state} />
          )
        }
        back={{ href: '/buy/orders', label: t('orders.title') }}
        actions={
          order.state === 'open' && mayCancel ? (
            orderAfter(order, 'cancel').ok ? (
              <CancelDialog orderId={order.id} held={data.heldMicros} {...{ currency, cancel }} />
            ) : (
              <span className="text-xs text-muted">{t('order.cancelLater')}</span>
            )
          ) : null
        }
      />
      <KeyFigures figures={figuresOf(data, currency, t)} />
      <BoughtAgain data={data} currency={currency} />
      {order.state === 'open' && <Waiting data={data} nextRoundAt={nextRoundAt} />}
      {order.state !== 'filled' && order.lastReason && data.lastRoundNumber !== null && (
        <UnfilledPanel
          order={{ id: order.id, jobId: job.id, lastReason: order.lastReason }}
          roundNumber={data.lastRoundNumber}
          isOpen={order.state === 'open'}
          {...{ currency, mayOrder }}
        />
      )}
      {leases.length > 0 && (
        <Panel title={t('order.leases')} description={t('order.leasesHint')} flush>
          <LeasesTable rows={leases} currency={currency} />
        </Panel>
      )}
      <Panel title={t('order.facts')}>
        <DefinitionList items={useFacts(data)} columns={2} />
      </Panel>
    </Page>
  );
}

type T = ReturnType<typeof useTranslations<'buy'>>;

function figuresOf({ order, trade, heldMicros, leases }: Order, currency: string, t: T) {
  const sum = (of: (lease: Order['leases'][number]) => string) =>
    leases.reduce((total, lease) => total + BigInt(of(lease)), 0n);
  const settled = sum((lease) => lease.earnedMicros);
  const back = sum((lease) => lease.refundedMicros);
  const amount = (micros: bigint | string) => <Amount micros={micros} currency={currency} />;
  return [
    { label: t('orders.limit'), value: amount(order.limitMicros), definition: t('orders.limitDefinition') },
    {
      label: t('orders.price'),
      value: trade ? amount(trade.payMicros) : '—',
      definition: t('orders.priceDefinition'),
      hint: trade ? <PriceSource trade={trade} /> : undefined,
    },
    {
      label: t('order.held'),
      value: amount(
        order.state === 'open' ? heldMicros : (trade ? BigInt(trade.payMicros) : 0n) - settled - back,
      ),
      definition: t('order.heldDefinition'),
    },
    { label: t('order.settled'), value: amount(settled), definition: t('order.settledDefinition') },
    { label: t('order.refunded'), value: amount(back), definition: t('order.refundedDefinition') },
  ];
}

function PriceSource({ trade }: { trade: NonNullable<Order['trade']> }) {
  const t = useTranslations('buy.order');
  if (trade.roundNumber === null) return t('instantPrice');
  return (
    <Link href={`/market/rounds/${trade.roundNumber}`} className="text-accent underline">
      {t('inRound', { number: trade.roundNumber })}
    </Link>
  );
}

function useFacts({ order, job, trade, quote, lastRoundNumber }: Order): Definition[] {
  const t = useTranslations('buy');
  const again = useTranslations('replacement');
  const milestones = useMilestoneFact(job.spec);
  const link = (href: string, text: ReactNode) => (
    <Link href={href} className="text-accent underline">
      {text}
    </Link>
  );
  return [
    { term: t('orders.job'), value: link(`/buy/jobs/${job.id}`, job.name) },
    { term: t('orders.kind'), value: t(`orderKind.${order.kind}`) },
    { term: again('fact'), value: again(order.buyAgain ? 'wanted' : 'unwanted') },
    { term: t('jobs.units'), value: <Units count={order.units} kind={order.unitKind} /> },
    ...milestones,
    { term: t('form.window'), value: <HourRange start={order.earliestHour} end={order.deadlineHour} /> },
    { term: t('orders.placed'), value: <Instant at={order.eventAt} withZone /> },
    {
      term: t('order.closed'),
      value: order.closedAt ? <Instant at={order.closedAt} withZone /> : t('order.notClosed'),
    },
    ...(trade ? [{ term: t('order.cardHours'), value: trade.cardHours.toLocaleString('en') }] : []),
    ...(quote
      ? [{ term: t('order.quoted'), value: <HourRange start={quote.startHour} end={quote.endHour} /> }]
      : [
          { term: t('order.seq'), definition: t('order.seqDefinition'), value: order.seq },
          { term: t('order.roundsStood'), value: order.roundsStood },
          {
            term: t('order.lastRound'),
            value:
              lastRoundNumber === null ? '—' : link(`/market/rounds/${lastRoundNumber}`, lastRoundNumber),
          },
        ]),
  ];
}

/** When an open order is looked at next. */
function Waiting({ data: { order }, nextRoundAt }: { data: Order; nextRoundAt: string }) {
  const t = useTranslations('buy.order');
  const left = () => <Countdown until={nextRoundAt} endedLabel={t('roundDue')} refreshAtEnd />;
  return (
    <Alert title={order.lastReason ? undefined : t('firstRound')}>{t.rich('nextRound', { left })}</Alert>
  );
}

function CancelDialog({
  orderId,
  held,
  currency,
  cancel,
}: {
  orderId: string;
  held: string;
  currency: string;
  cancel: FormActionFn;
}) {
  const t = useTranslations('buy.order');
  return (
    <Dialog trigger={<Button variant="danger">{t('cancel')}</Button>} title={t('cancelTitle')}>
      <ActionForm action={cancel} hidden={{ orderId }}>
        <p className="text-sm">
          {t.rich('cancelText', {
            held: () => <Amount micros={held} currency={currency} className="font-semibold" />,
          })}
        </p>
        <FormActions>
          <DialogCancel>{t('keep')}</DialogCancel>
          <SubmitButton variant="danger">{t('cancelConfirm')}</SubmitButton>
        </FormActions>
      </ActionForm>
    </Dialog>
  );
}
