import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Units } from '../buy/outcome';
import { StatusBadge, StatusSentence } from '../status-badge';
import { Panel } from '../ui/card';
import { Page, PageHeader } from '../ui/page-header';
import { DisputeFacts } from './dispute-facts';
import { DisputeFigures } from './dispute-figures';
import { type DisputeDetailShown, disputeStatus } from './dispute-shown';
import { NextPanel } from './next-panel';
import { Timeline } from './timeline';

export interface DisputeViewProps {
  detail: DisputeDetailShown;
  listHref: string;
  /** Null where the reader has no page of the lease. */
  leaseHref: string | null;
  /** What the reader may do at once, beside what happens next. */
  ends?: ReactNode;
  /** Forms under the timeline: to state, to ask, to decide. */
  children?: ReactNode;
}

/** A dispute as each side sees it: figures, every step, what happens next, and what the reader may do. */
export function DisputeView({ detail, listHref, leaseHref, ends, children }: DisputeViewProps) {
  const t = useTranslations('disputes');
  const { delivery, lease } = detail;
  const status = disputeStatus({ ...detail.dispute, hearing: detail.hearing });
  return (
    <Page>
      <PageHeader
        title={t.rich('page.title', { units: () => <Units count={delivery.units} kind={lease.unitKind} /> })}
        status={<StatusBadge domain="dispute" status={status} outline />}
        description={<StatusSentence domain="dispute" status={status} />}
        back={{ href: listHref, label: t('title') }}
      />
      <DisputeFigures detail={detail} />
      <div className="grid min-w-0 items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          <Panel title={t('page.steps')} description={t('page.stepsHint')}>
            <Timeline detail={detail} />
          </Panel>
          {children}
        </div>
        <div className="flex min-w-0 flex-col gap-4 max-lg:order-first">
          <NextPanel detail={detail}>{ends}</NextPanel>
          <DisputeFacts detail={detail} leaseHref={leaseHref} />
        </div>
      </div>
    </Page>
  );
}
