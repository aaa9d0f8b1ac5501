import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { BudgetPeriod } from '@/lib/ledger/budget';
import { Amount } from '../amount';
import { Alert } from '../ui/alert';

export interface RoomShown {
  readonly label: string | null;
  readonly period: BudgetPeriod;
  readonly capMicros: bigint;
  readonly leftMicros: bigint;
}

/** What the tightest budget leaves, where something is about to be ordered; nothing without a budget. */
export function RoomLine({ room, currency }: { room: RoomShown | null; currency: string }) {
  const t = useTranslations('budgets');
  if (!room) return null;
  const facts = {
    scope: room.label === null ? 'organization' : 'label',
    label: room.label ?? '',
    period: room.period,
    cap: () => <Amount micros={room.capMicros} currency={currency} />,
    left: () => <Amount micros={room.leftMicros} currency={currency} />,
  };
  const empty = room.leftMicros === 0n;
  return (
    <Alert
      tone={empty ? 'warn' : 'info'}
      actions={
        <Link href="/buy/budgets" className="text-xs text-accent underline">
          {t('open')}
        </Link>
      }
    >
      {empty ? t.rich('roomNone', facts) : t.rich('room', facts)}
    </Alert>
  );
}
