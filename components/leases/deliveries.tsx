import { useTranslations } from 'next-intl';
import type { DeliveryKind } from '@/lib/settlement/delivery';
import { Units } from '../buy/outcome';
import { Countdown } from '../countdown';
import { DisputeNote, type DisputeNoteShown } from '../disputes/dispute-note';
import { Instant } from '../instant';
import { StatusBadge } from '../status-badge';
import { Panel } from '../ui/card';
import { EmptyState } from '../ui/states';
import { Evidence, type EvidenceProps } from './evidence';
import { CheckpointLine, KindTag, LateInputNote } from './late-input-note';

export interface DeliveryShown {
  readonly id: string;
  readonly sequence: number;
  readonly kind: DeliveryKind;
  readonly units: bigint;
  readonly state: string;
  readonly evidence: EvidenceProps['evidence'] & {
    readonly checkpoint?: { readonly file: string; readonly loadedAt: string };
  };
  readonly eventAt: Date;
  readonly windowEndsAt: Date;
  readonly decidedAt: Date | null;
}

export interface DeliveriesProps {
  rows: readonly { readonly delivery: DeliveryShown; readonly dispute: DisputeNoteShown | null }[];
  unitKind: string;
  currency: string;
  /** Nothing more will be reported. */
  closed: boolean;
}

/** Everything reported on a lease, latest first: units, state, the window left to answer, evidence and disputes. */
export function Deliveries({ rows, unitKind, currency, closed }: DeliveriesProps) {
  const t = useTranslations('leases.deliveries');
  return (
    <Panel title={t('title')} flush={rows.length > 0}>
      {rows.length === 0 ? (
        <EmptyState title={t(closed ? 'never' : 'none')}>{t(closed ? 'neverHelp' : 'noneHelp')}</EmptyState>
      ) : (
        <ol className="divide-y divide-line">
          {rows.toReversed().map(({ delivery, dispute }) => (
            <li key={delivery.id} className="flex flex-col gap-2 px-4 py-3">
              <DeliveryHead delivery={delivery} unitKind={unitKind} />
              {dispute && <DisputeNote dispute={dispute} currency={currency} path="/sell/disputes" />}
              <CheckpointLine checkpoint={delivery.evidence.checkpoint} />
              {delivery.kind === 'late_input' ? (
                <LateInputNote note={delivery.evidence.note} />
              ) : (
                <details className="group text-sm" open={delivery.state === 'reported'}>
                  <summary className="inline-flex min-h-6 cursor-pointer items-center text-xs text-muted hover:text-ink">
                    {t('evidence', { files: delivery.evidence.files.length })}
                  </summary>
                  <div className="pt-1.5">
                    <Evidence evidence={delivery.evidence} />
                  </div>
                </details>
              )}
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}

function DeliveryHead({ delivery, unitKind }: { delivery: DeliveryShown; unitKind: string }) {
  const t = useTranslations('leases.deliveries');
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 text-sm">
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-semibold">
          {t('number', { sequence: delivery.sequence })} · <Units count={delivery.units} kind={unitKind} />
        </span>
        <KindTag kind={delivery.kind} />
        <StatusBadge domain="delivery" status={delivery.state} />
      </span>
      <span className="text-xs text-muted">
        {t.rich('reportedAt', { at: () => <Instant at={delivery.eventAt} /> })}
        {' · '}
        {delivery.state === 'reported'
          ? t.rich('answerBy', {
              left: () => <Countdown until={delivery.windowEndsAt} refreshAtEnd />,
              at: () => <Instant at={delivery.windowEndsAt} />,
            })
          : delivery.decidedAt &&
            t.rich('answeredAt', { at: () => <Instant at={delivery.decidedAt ?? delivery.eventAt} /> })}
      </span>
    </div>
  );
}
