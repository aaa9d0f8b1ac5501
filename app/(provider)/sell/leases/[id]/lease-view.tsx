import { useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { JobFacts } from '@/components/buy/job-facts';
import { Instant } from '@/components/instant';
import { Deliveries } from '@/components/leases/deliveries';
import { InputPanel } from '@/components/leases/input-panel';
import { LeaseHours } from '@/components/leases/lease-hours';
import { LeaseMoney } from '@/components/leases/lease-money';
import { Milestones } from '@/components/leases/milestones';
import { ReportForm } from '@/components/leases/report-form';
import { UnitsProgress } from '@/components/leases/units-progress';
import { StatusSentence } from '@/components/status-badge';
import { Alert } from '@/components/ui/alert';
import { Tag } from '@/components/ui/badge';
import { Panel } from '@/components/ui/card';
import type { LeaseDetail } from '@/lib/services/leases/get-lease';
import { isReportingClosed, reportingClosesAt } from '@/lib/settlement/lease-state';
import { claimInput, report } from '../actions';
import { LeaseStart } from './lease-start';

interface LeaseViewProps {
  details: LeaseDetail;
  now: Date;
  /** Whether the reader may report deliveries. */
  reports: boolean;
}

/** A provider's lease: what to run, what was reported, the form for more, and beside it hours and money. */
export function LeaseView({ details, now, reports }: LeaseViewProps) {
  const t = useTranslations('leases.lease');
  const kind = useTranslations('leases.kind');
  const { lease, terms, job, deliveries, currency } = details;
  const disputedMicros = deliveries.reduce(
    (sum, { dispute }) => (dispute?.state === 'open' ? sum + dispute.disputedMicros : sum),
    0n,
  );
  return (
    <div className="grid min-w-0 items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div className="flex min-w-0 flex-col gap-4">
        <Ending details={details} />
        <LeaseStart details={details} />
        <Panel title={t('whatToRun')} description={t('whatToRunHelp')} actions={<Tag>{kind(job.kind)}</Tag>}>
          <JobFacts spec={job.spec} columns={1} reader="provider" />
        </Panel>
        <Panel title={t('progress')}>
          <div className="flex flex-col gap-4">
            <UnitsProgress {...lease} />
            <Milestones lease={lease} rows={deliveries} />
          </div>
        </Panel>
        {reports && <Report details={details} now={now} />}
        <InputPanel
          lease={lease}
          input={details.input}
          side="provider"
          action={reports && lease.state !== 'reserved' ? claimInput : null}
          closed={isReportingClosed(lease, now) || lease.reportedUnits === lease.units}
        />
        <Deliveries
          rows={deliveries}
          unitKind={lease.unitKind}
          currency={currency}
          closed={lease.state === 'ended' || isReportingClosed(lease, now)}
        />
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <LeaseMoney
          lease={{ ...lease, ...terms }}
          lateTerms={details.lateTerms}
          disputedMicros={disputedMicros}
          currency={currency}
        />
        <LeaseHours
          hours={details.hours}
          timeZone={details.pool.timeZone}
          currency={currency}
          roundNumber={details.roundNumber}
        />
      </div>
    </div>
  );
}

/** Why a lease ended, in words, with what went back to the buyer (S-4). */
function Ending({ details: { lease, currency } }: { details: LeaseDetail }) {
  const t = useTranslations('leases.lease');
  if (!lease.endReason || !lease.endedAt) return null;
  const { endedAt } = lease;
  const heldMicros = lease.priceMicros - lease.earnedMicros - lease.refundedMicros;
  return (
    <Alert title={<StatusSentence domain="end" status={lease.endReason} />}>
      {t.rich('ended', { at: () => <Instant at={endedAt} withZone /> })}
      {lease.refundedMicros > 0n && (
        <>
          {' '}
          {t.rich('refunded', { amount: () => <Amount micros={lease.refundedMicros} currency={currency} /> })}
        </>
      )}
      {heldMicros > 0n && (
        <> {t.rich('heldHours', { amount: () => <Amount micros={heldMicros} currency={currency} /> })}</>
      )}
      {lease.chargeMicros > 0n && (
        <>
          {' '}
          {t.rich('charged', { amount: () => <Amount micros={lease.chargeMicros} currency={currency} /> })}
        </>
      )}
    </Alert>
  );
}

/** The report form while something may be reported, else why not. */
function Report({ details, now }: { details: LeaseDetail; now: Date }) {
  const t = useTranslations('leases.report');
  const { lease, terms, deliveries } = details;
  const leftUnits = lease.units - lease.reportedUnits;
  if (lease.state === 'ended') return null;
  if (lease.state === 'reserved')
    return (
      <Panel title={t('title')}>
        <p className="text-sm text-muted">{t('notStarted')}</p>
      </Panel>
    );
  if (leftUnits === 0n || isReportingClosed(lease, now)) return null;
  return (
    <Panel
      title={t('title')}
      description={t.rich('until', { at: () => <Instant at={reportingClosesAt(lease)} withZone /> })}
    >
      <ReportForm
        key={deliveries.length}
        action={report}
        leaseId={lease.id}
        lease={{
          units: lease.units,
          reportedUnits: lease.reportedUnits,
          unitKind: lease.unitKind,
          milestones: lease.milestones,
        }}
        windowHours={terms.acceptanceWindowHours}
      />
    </Panel>
  );
}
