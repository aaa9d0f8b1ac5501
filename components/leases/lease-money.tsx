import { useFormatter, useTranslations } from 'next-intl';
import { netEarned, netOf } from '@/lib/settlement/lease-money';
import { Amount } from '../amount';
import { Panel } from '../ui/card';
import { DefinitionList } from '../ui/definition-list';
import type { LeaseShown } from './lease-shown';

export interface LeaseMoneyProps {
  lease: Pick<
    LeaseShown,
    | 'priceMicros'
    | 'earnedMicros'
    | 'feeMicros'
    | 'refundedMicros'
    | 'creditMicros'
    | 'chargeMicros'
    | 'feeBps'
    | 'state'
  >;
  /** What its service level credits on late units, in basis points (S-5). */
  lateTerms: { readonly lateCreditBpsPerHour: number; readonly lateCreditCapBps: number };
  /** Frozen by open disputes. */
  disputedMicros: bigint;
  currency: string;
}

/** Where a lease's price stands for its provider: earned, fee, net, still to earn, frozen, back to the buyer (S-2). */
export function LeaseMoney({ lease, lateTerms, disputedMicros, currency }: LeaseMoneyProps) {
  const t = useTranslations('leases.money');
  const format = useFormatter();
  const { priceMicros, earnedMicros, feeMicros, refundedMicros, feeBps } = lease;
  const percentOf = (bps: number) =>
    format.number(bps / 10_000, { style: 'percent', maximumFractionDigits: 2 });
  const percent = percentOf(feeBps);
  const amount = (micros: bigint) => <Amount micros={micros} currency={currency} decimals={6} />;
  const openMicros = priceMicros - earnedMicros - refundedMicros - disputedMicros;
  return (
    <Panel
      title={t('title')}
      footer={`${t('rule', { percent })} ${t('lateRule', { perHour: percentOf(lateTerms.lateCreditBpsPerHour), cap: percentOf(lateTerms.lateCreditCapBps) })}`}
    >
      <DefinitionList
        numeric
        items={[
          { term: t('price'), value: amount(priceMicros), definition: t('priceDefinition') },
          { term: t('netAtMost'), value: amount(netOf(priceMicros, feeBps)), definition: t('netDefinition') },
          { term: t('earned'), value: amount(earnedMicros), definition: t('earnedDefinition') },
          { term: t('fee', { percent }), value: amount(feeMicros) },
          ...(lease.creditMicros > 0n
            ? [
                {
                  term: t('credit'),
                  value: amount(lease.creditMicros),
                  definition: t('creditDefinition'),
                },
              ]
            : []),
          ...(lease.chargeMicros > 0n
            ? [
                {
                  term: t('charge'),
                  value: amount(lease.chargeMicros),
                  definition: t('chargeDefinition'),
                },
              ]
            : []),
          {
            term: <strong className="font-semibold text-ink">{t('net')}</strong>,
            value: <strong className="font-semibold">{amount(netEarned(lease))}</strong>,
          },
          ...(lease.state === 'ended' && openMicros === 0n
            ? []
            : [{ term: t('open'), value: amount(openMicros) }]),
          ...(disputedMicros > 0n ? [{ term: t('disputed'), value: amount(disputedMicros) }] : []),
          { term: t('refunded'), value: amount(refundedMicros) },
        ]}
      />
    </Panel>
  );
}
