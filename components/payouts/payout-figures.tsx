import { useTranslations } from 'next-intl';
import { Amount } from '../amount';
import { Instant } from '../instant';
import { KeyFigures } from '../ui/key-figures';

export interface PayoutFiguresProps {
  currency: string;
  nowMicros: bigint;
  minimumMicros: bigint;
  balanceMicros: bigint;
  inPayoutMicros: bigint;
  /** When the first of what waits comes free. */
  firstFreeAt: Date | null;
  nextAt: Date;
  intervalHours: number;
}

/** A provider's payable money: now, waiting, on its way, and the next due instant. */
export function PayoutFigures(props: PayoutFiguresProps) {
  const t = useTranslations('payouts.figure');
  const { currency, nowMicros, firstFreeAt, nextAt, intervalHours } = props;
  const amount = (micros: bigint) => <Amount micros={micros} currency={currency} />;
  return (
    <KeyFigures
      figures={[
        {
          label: t('now'),
          value: amount(nowMicros),
          definition: t('nowDefinition'),
          hint: t.rich('nowHint', { amount: () => amount(props.minimumMicros) }),
        },
        {
          label: t('waits'),
          value: amount(props.balanceMicros - nowMicros),
          definition: t('waitsDefinition'),
          hint: firstFreeAt && t.rich('waitsHint', { time: () => <Instant at={firstFreeAt} shape="date" /> }),
        },
        { label: t('moving'), value: amount(props.inPayoutMicros), definition: t('movingDefinition') },
        {
          label: t('next'),
          value: <Instant at={nextAt} shape="month-day-time" />,
          hint: t('nextHint', { hours: intervalHours }),
        },
      ]}
    />
  );
}
