import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { HourRange } from '../hour-range';
import { Instant } from '../instant';
import { chipName } from '../market/names';
import { Panel } from '../ui/card';
import { CopyableCode } from '../ui/copy-button';
import { DefinitionList } from '../ui/definition-list';
import type { DisputeDetailShown } from './dispute-shown';

/** Who is in a dispute, about which lease, under which terms. */
export function DisputeFacts({
  detail,
  leaseHref,
}: {
  detail: DisputeDetailShown;
  leaseHref: string | null;
}) {
  const t = useTranslations('disputes.page');
  const late = useTranslations('counting.lateInput');
  const { lease, pool, dispute } = detail;
  const leaseCode = `…${lease.id.slice(-8)}`;
  const inputFact = {
    term: late('inputFact'),
    value: lease.inputReadyAt ? <Instant at={lease.inputReadyAt} withZone /> : late('inputNever'),
    definition: lease.inputNote ?? undefined,
  };
  return (
    <Panel title={t('facts')}>
      <DefinitionList
        items={[
          { term: t('buyer'), value: detail.buyerName },
          { term: t('provider'), value: detail.providerName },
          {
            term: t('pool'),
            value: (
              <Link href={`/market/pools/${pool.code}`} className="link">
                {pool.name}
              </Link>
            ),
            definition: chipName(pool.chip),
          },
          {
            term: t('lease'),
            value: leaseHref ? (
              <Link href={leaseHref} className="link">
                {leaseCode}
              </Link>
            ) : (
              <CopyableCode text={lease.id} shown={leaseCode} />
            ),
          },
          { term: t('hours'), value: <HourRange start={lease.startHour} end={lease.endHour} /> },
          {
            term: t('delivery'),
            value:
              detail.delivery.kind === 'late_input'
                ? late('deliveryFact', { number: detail.delivery.sequence })
                : t('number', { number: detail.delivery.sequence }),
            definition: detail.delivery.kind === 'late_input' ? late('kindSentence') : undefined,
          },
          ...(detail.delivery.kind === 'late_input' ? [inputFact] : []),
          {
            term: t('statementTime'),
            value: t('statementHours', { hours: detail.statementHours }),
            definition: t('statementTimeDefinition'),
          },
          { term: t('id'), value: <CopyableCode text={dispute.id} shown={`…${dispute.id.slice(-8)}`} /> },
        ]}
      />
    </Panel>
  );
}
