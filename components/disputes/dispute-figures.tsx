import { useTranslations } from 'next-intl';
import { Amount } from '../amount';
import { outcomeUnit, Units } from '../buy/outcome';
import { Countdown } from '../countdown';
import { Instant } from '../instant';
import { type KeyFigure, KeyFigures } from '../ui/key-figures';
import type { DisputeDetailShown } from './dispute-shown';

const HOUR_MS = 3_600_000;

/** What a dispute is about, and where its clock or its money stands. */
export function DisputeFigures({ detail }: { detail: DisputeDetailShown }) {
  const t = useTranslations('disputes.page');
  const unit = useTranslations('buy.units.name');
  const { dispute, delivery, lease, currency } = detail;
  const figures: KeyFigure[] = [
    {
      label: t('disputed'),
      value: <Amount micros={dispute.disputedMicros} currency={currency} />,
      definition: t('disputedDefinition'),
      hint: t.rich('disputedHint', {
        price: () => <Amount micros={lease.priceMicros} currency={currency} />,
      }),
    },
    {
      label: t('units'),
      value: <Units count={delivery.units} kind={lease.unitKind} bare />,
      unit: unit(outcomeUnit(lease.unitKind)),
      hint: t.rich('unitsHint', { units: () => <Units count={lease.units} kind={lease.unitKind} /> }),
    },
  ];
  return <KeyFigures figures={[...figures, ...useStanding(detail)]} />;
}

/** The clock of an open dispute, or what the end of a decided one gave each side. */
function useStanding(detail: DisputeDetailShown): KeyFigure[] {
  const t = useTranslations('disputes.page');
  const { dispute, delivery, lease, hearing, currency } = detail;
  if (dispute.decidedAt === null) {
    const until = hearing.stage === 'statements' ? hearing.statementsEndAt : hearing.decideBy;
    return [
      {
        label: t(hearing.overdue ? 'overdue' : hearing.stage === 'statements' ? 'statementsEnd' : 'decideBy'),
        value: hearing.overdue ? (
          <Instant at={until} shape="month-day-time" />
        ) : (
          <Countdown until={until} refreshAtEnd />
        ),
        hint: t.rich(hearing.overdue ? 'overdueSince' : 'untilAt', {
          at: () => <Instant at={until} withZone />,
        }),
      },
      { label: t('opened'), value: <Instant at={dispute.eventAt} shape="month-day-time" /> },
    ];
  }
  const credit = dispute.creditMicros ?? 0n;
  const fee = dispute.feeMicros ?? 0n;
  const amount = (micros: bigint) => <Amount micros={micros} currency={currency} />;
  const hours = Math.round((dispute.decidedAt.getTime() - dispute.eventAt.getTime()) / HOUR_MS);
  return [
    {
      label: t('toProvider'),
      value: amount((dispute.earnedMicros ?? 0n) - fee - credit),
      hint: t.rich('afterFee', { fee: () => amount(fee) }),
    },
    {
      label: t('toBuyer'),
      value: amount((dispute.refundedMicros ?? 0n) + credit),
      hint: t.rich(credit > 0n ? 'paidUnitsCredit' : 'paidUnits', {
        credit: () => amount(credit),
        paid: () => <Units count={dispute.providerUnits ?? 0n} kind={lease.unitKind} bare />,
        units: () => <Units count={delivery.units} kind={lease.unitKind} bare />,
      }),
    },
    {
      label: t('decidedAt'),
      value: <Instant at={dispute.decidedAt} shape="month-day-time" />,
      hint: t('duration', { hours }),
    },
  ];
}
