import { useFormatter, useTranslations } from 'next-intl';
import { netOf } from '@/lib/settlement/lease-money';
import { Amount } from '../amount';
import { KeyFigures } from '../ui/key-figures';

export interface EarningsFiguresProps {
  earnings: {
    readonly currency: string;
    readonly feeBps: number;
    /** Payable and free to be paid out, and payable but waiting (L-6). */
    readonly payableNowMicros: bigint;
    readonly waitingMicros: bigint;
    readonly inPayoutMicros: bigint;
    readonly payoutMinimumMicros: bigint;
    readonly earnedMicros: bigint;
    readonly feeMicros: bigint;
    readonly chargedMicros: bigint;
    readonly owedMicros: bigint;
    readonly netMicros: bigint;
    readonly openLeases: number;
    readonly openMicros: bigint;
  };
}

/** A provider's money: payable now, waiting, earned and fees to date, and what open leases may still bring. */
export function EarningsFigures({ earnings }: EarningsFiguresProps) {
  const t = useTranslations('leases.earnings');
  const format = useFormatter();
  const { currency, feeBps, openLeases } = earnings;
  const percent = format.number(feeBps / 10_000, { style: 'percent', maximumFractionDigits: 2 });
  const amount = (micros: bigint) => <Amount micros={micros} currency={currency} />;
  return (
    <KeyFigures
      figures={[
        {
          label: t('payableNow'),
          value: amount(earnings.payableNowMicros),
          definition: t('payableNowDefinition'),
          href: '/sell/payouts',
          hint: t.rich('payoutMinimum', { amount: () => amount(earnings.payoutMinimumMicros) }),
        },
        ...(earnings.waitingMicros > 0n
          ? [
              {
                label: t('waits'),
                value: amount(earnings.waitingMicros),
                definition: t('waitsDefinition'),
                href: '/sell/payouts',
              },
            ]
          : []),
        ...(earnings.inPayoutMicros > 0n
          ? [{ label: t('inPayout'), value: amount(earnings.inPayoutMicros) }]
          : []),
        ...(earnings.owedMicros > 0n
          ? [
              {
                label: t('owed'),
                value: amount(earnings.owedMicros),
                definition: t('owedDefinition'),
                href: '/sell/statements?account=receivable',
              },
            ]
          : []),
        { label: t('earned'), value: amount(earnings.earnedMicros), definition: t('earnedDefinition') },
        {
          label: t('fees'),
          value: amount(earnings.feeMicros),
          hint: t('feesHint', { percent }),
          definition: t('feesDefinition'),
        },
        ...(earnings.chargedMicros > 0n
          ? [
              {
                label: t('charged'),
                value: amount(earnings.chargedMicros),
                definition: t('chargedDefinition'),
              },
            ]
          : []),
        {
          label: t('net'),
          value: amount(earnings.netMicros),
          hint: t('netHint'),
        },
        {
          label: t('open'),
          value: amount(netOf(earnings.openMicros, feeBps)),
          hint: t('openHint', { count: openLeases }),
          definition: t('openDefinition'),
          href: '/sell/leases',
        },
      ]}
    />
  );
}
