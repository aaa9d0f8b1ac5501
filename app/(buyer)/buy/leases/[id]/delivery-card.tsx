'use client';
import { useFormatter, useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { Units } from '@/components/buy/outcome';
import { Countdown } from '@/components/countdown';
import { DisputeNote } from '@/components/disputes/dispute-note';
import { Instant } from '@/components/instant';
import { EvidenceFiles } from '@/components/leases/evidence-files';
import { CheckpointLine, KindTag, LateInputNote } from '@/components/leases/late-input-note';
import { StatusBadge } from '@/components/status-badge';
import { ActionForm } from '@/components/ui/action-form';
import type { FormActionFn } from '@/components/ui/action-result';
import { Button } from '@/components/ui/button';
import { Code } from '@/components/ui/code';
import { Dialog, DialogCancel, FormActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import { RadioGroup } from '@/components/ui/radio-group';
import { SubmitButton } from '@/components/ui/submit-button';
import { mulDivFloor } from '@/lib/core/amount';
import { REASONS_AGAINST, STATEMENT_LENGTH_MIN } from '@/lib/settlement/acceptance';
import type { Lease } from './lease-view';

type Row = Lease['deliveries'][number];
type Actions = { readonly accept: FormActionFn; readonly reject: FormActionFn };

export interface DeliveryCardProps {
  row: Row;
  lease: Lease['lease'];
  currency: string;
  mayAnswer: boolean;
  actions: Actions;
}

/** One delivery: units, evidence, and the answer it got or waits for. */
export function DeliveryCard({
  row: { delivery, dispute },
  lease,
  currency,
  mayAnswer,
  actions,
}: DeliveryCardProps) {
  const t = useTranslations('buy.lease');
  const waits = delivery.state === 'reported';
  return (
    <article className="border-b border-line px-4 py-3 last:border-b-0">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h3 className="text-sm font-semibold">{t('delivery', { number: delivery.sequence })}</h3>
        <KindTag kind={delivery.kind} />
        <span className="text-sm">
          <StatusBadge domain="delivery" status={delivery.state} />
        </span>
        <span className="text-sm">
          <Units count={delivery.units} kind={lease.unitKind} />
        </span>
        <span className="text-xs text-muted">
          <Instant at={delivery.eventAt} withZone />
        </span>
        {waits && (
          <span className="ml-auto text-xs text-muted">
            {t.rich('silence', {
              left: () => <Countdown until={delivery.windowEndsAt} endedLabel={t('silenceNow')} />,
            })}
          </span>
        )}
      </div>
      <CheckpointLine checkpoint={delivery.evidence.checkpoint} />
      {delivery.kind === 'late_input' ? (
        <LateInputNote note={delivery.evidence.note} />
      ) : (
        <Evidence evidence={delivery.evidence} />
      )}
      {dispute && <DisputeNote dispute={dispute} currency={currency} path="/buy/disputes" />}
      {waits && mayAnswer && (
        <div className="mt-3 flex flex-wrap gap-2">
          <AcceptUnits delivery={delivery} lease={lease} currency={currency} action={actions.accept} />
          <RejectUnits delivery={delivery} action={actions.reject} />
        </div>
      )}
    </article>
  );
}

const SIZES = [
  [1e12, 'TB'],
  [1e9, 'GB'],
  [1e6, 'MB'],
  [1e3, 'kB'],
] as const;

function fileSize(bytes: number, n: ReturnType<typeof useFormatter>): string {
  const [size, unit] = SIZES.find(([least]) => bytes >= least) ?? [1, 'B'];
  return `${n.number(bytes / size, { maximumSignificantDigits: 3 })} ${unit}`;
}

function Evidence({ evidence }: { evidence: Row['delivery']['evidence'] }) {
  const t = useTranslations('buy.lease');
  const n = useFormatter();
  const metrics = Object.entries(evidence.metrics);
  return (
    <div className="mt-2 flex flex-col gap-1.5 text-xs">
      <ul className="flex flex-col gap-1">
        {evidence.files.map((file) => (
          <li key={file.sha256 + file.name} className="grid gap-x-4 sm:grid-cols-[16rem_5rem_minmax(0,1fr)]">
            <span className="font-medium [overflow-wrap:anywhere]">{file.name}</span>
            <span className="text-muted tabular-nums">{fileSize(file.bytes, n)}</span>
            <span className="text-faint" title={t('sha256')}>
              <Code>{file.sha256}</Code>
            </span>
          </li>
        ))}
      </ul>
      {metrics.length > 0 && (
        <dl className="flex flex-wrap gap-x-5 gap-y-0.5">
          {metrics.map(([name, value]) => (
            <div key={name} className="flex gap-1.5">
              <dt className="text-muted">{name}</dt>
              <dd className="tabular-nums">
                {typeof value === 'number' ? n.number(value, { maximumSignificantDigits: 6 }) : value}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {evidence.note && <p className="max-w-prose text-muted">{evidence.note}</p>}
    </div>
  );
}

/** What accepting these units pays, on top of what was settled before (S-2). */
function earnedBy(delivery: Row['delivery'], lease: Lease['lease']): bigint {
  const [price, units] = [BigInt(lease.priceMicros), BigInt(lease.units)];
  const accepted = BigInt(lease.acceptedUnits) + BigInt(delivery.units);
  return mulDivFloor(price, accepted > units ? units : accepted, units) - BigInt(lease.earnedMicros);
}

function AcceptUnits({
  delivery,
  lease,
  currency,
  action,
}: {
  delivery: Row['delivery'];
  lease: Lease['lease'];
  currency: string;
  action: FormActionFn;
}) {
  const t = useTranslations('buy.lease');
  const late = useTranslations('counting.lateInput');
  return (
    <Dialog trigger={<Button variant="primary">{t('accept')}</Button>} title={t('acceptTitle')}>
      <ActionForm action={action} hidden={{ deliveryId: delivery.id }}>
        <p className="text-sm">
          {t.rich('acceptText', {
            units: () => <Units count={delivery.units} kind={lease.unitKind} />,
            amount: () => (
              <Amount micros={earnedBy(delivery, lease)} currency={currency} className="font-semibold" />
            ),
          })}
        </p>
        {delivery.kind === 'late_input' && <p className="text-sm">{late('accept')}</p>}
        <FormActions>
          <DialogCancel />
          <SubmitButton>{t('acceptConfirm')}</SubmitButton>
        </FormActions>
      </ActionForm>
    </Dialog>
  );
}

function RejectUnits({ delivery, action }: { delivery: Row['delivery']; action: FormActionFn }) {
  const t = useTranslations('buy');
  const disputes = useTranslations('disputes');
  const reasons = REASONS_AGAINST[delivery.kind];
  return (
    <Dialog
      trigger={<Button variant="danger">{t('lease.reject')}</Button>}
      title={t('lease.rejectTitle')}
      description={t('lease.rejectText')}
    >
      <ActionForm action={action} hidden={{ deliveryId: delivery.id }} requestIdField="requestId">
        <RadioGroup
          name="reason"
          legend={t('lease.rejectReason')}
          required
          defaultValue={reasons[0]}
          options={reasons.map((value) => ({ value, label: disputes(`reason.${value}`) }))}
        />
        <Field
          name="statement"
          label={t('lease.statement')}
          hint={t('lease.statementHint', { least: STATEMENT_LENGTH_MIN })}
          required
        >
          <Textarea maxLength={4000} />
        </Field>
        <EvidenceFiles hint={disputes('note.rejectFiles')} path="files" />
        <FormActions>
          <DialogCancel />
          <SubmitButton variant="danger">{t('lease.rejectConfirm')}</SubmitButton>
        </FormActions>
      </ActionForm>
    </Dialog>
  );
}
