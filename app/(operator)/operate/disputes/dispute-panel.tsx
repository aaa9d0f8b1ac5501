import { useFormatter, useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { HourRange } from '@/components/hour-range';
import { Instant } from '@/components/instant';
import { chipName } from '@/components/market/names';
import { StatusBadge } from '@/components/status-badge';
import { Code } from '@/components/ui/code';
import { CopyableCode } from '@/components/ui/copy-button';
import { DefinitionList } from '@/components/ui/definition-list';
import { SidePanel } from '@/components/ui/side-panel';
import type { DisputeDetail } from '@/lib/services/oversight/list-disputes';
import { DecideForm } from './decide-form';
import { reasonText } from './disputes-table';
import { Evidence } from './evidence';

interface DisputePanelProps {
  detail: DisputeDetail;
  currency: string;
  closeHref: string;
  mayDecide: boolean;
}

/** One dispute: what is claimed, what was delivered, what hangs on it, and the decision. */
export function DisputePanel({ detail, currency, closeHref, mayDecide }: DisputePanelProps) {
  const t = useTranslations('operate.disputes');
  const format = useFormatter();
  const { dispute, delivery, lease } = detail;
  const units = (value: bigint) => format.number(value);
  return (
    <SidePanel
      title={t('dispute')}
      subtitle={<Code>{dispute.id}</Code>}
      status={<StatusBadge domain="dispute" status={dispute.outcome ?? dispute.state} outline />}
      closeHref={closeHref}
    >
      <div className="flex flex-col gap-4">
        <section>
          <h3 className="text-sm font-semibold">{reasonText(t, dispute.reason)}</h3>
          <blockquote className="mt-1 border-l-2 border-line-strong pl-3 whitespace-pre-line">
            {dispute.statement}
          </blockquote>
        </section>
        <DefinitionList
          numeric
          items={[
            {
              term: t('disputed'),
              value: <Amount micros={dispute.disputedMicros} currency={currency} />,
              definition: t('disputedDefinition'),
            },
            { term: t('buyer'), value: detail.buyerName },
            { term: t('provider'), value: detail.providerName },
            { term: t('pool'), value: `${detail.poolName} · ${chipName(detail.chip)}` },
            { term: t('lease'), value: <CopyableCode text={lease.id} shown={`…${lease.id.slice(-8)}`} /> },
            { term: t('hours'), value: <HourRange start={lease.startHour} end={lease.endHour} /> },
            { term: t('price'), value: <Amount micros={lease.priceMicros} currency={currency} /> },
            {
              term: t('accepted'),
              value: t('ofUnits', { units: units(lease.acceptedUnits), all: units(lease.units) }),
            },
            { term: t('since'), value: <Instant at={dispute.eventAt} withZone /> },
          ]}
        />
        <Evidence delivery={delivery} />
        {dispute.state === 'decided' ? (
          <section>
            <h3 className="text-sm font-semibold">{t('decision')}</h3>
            <p className="mt-1 whitespace-pre-line">{dispute.decisionNote}</p>
            <p className="mt-1 text-xs text-muted">
              {detail.deciderName ?? '—'}
              {dispute.decidedAt && (
                <>
                  {' · '}
                  <Instant at={dispute.decidedAt} withZone />
                </>
              )}
            </p>
          </section>
        ) : (
          mayDecide && <DecideForm disputeId={dispute.id} />
        )}
      </div>
    </SidePanel>
  );
}
