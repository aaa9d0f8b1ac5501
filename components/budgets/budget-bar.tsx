import { useTranslations } from 'next-intl';
import type { BudgetStanding } from '@/lib/ledger/budget';
import { Amount } from '../amount';

/** A part of a whole in per cent, 0 … 100. */
const percent = (part: bigint, whole: bigint): number =>
  whole <= 0n || part <= 0n ? 0 : Math.min(100, Number((part * 1000n) / whole) / 10);

/** How much of a cap is spent and how much more is committed, as one bar with its numbers beside it. */
export function BudgetBar({ budget, currency }: { budget: BudgetStanding; currency: string }) {
  const t = useTranslations('budgets');
  const { capMicros, committedMicros, spentMicros } = budget;
  const used = committedMicros + spentMicros;
  const amount = (micros: bigint) => <Amount micros={micros} currency={currency} />;
  const overMicros = used > capMicros ? used - capMicros : 0n;
  const whole = capMicros + overMicros;
  return (
    <div className="flex min-w-44 flex-col gap-1 py-1">
      <div aria-hidden className="relative h-2 overflow-hidden rounded-full bg-sunken">
        <span
          className="absolute inset-y-0 left-0 bg-series-1/35"
          style={{ width: `${percent(used, whole)}%` }}
        />
        <span
          className="absolute inset-y-0 left-0 bg-series-1"
          style={{ width: `${percent(spentMicros, whole)}%` }}
        />
      </div>
      <span className="text-2xs text-muted">
        {t.rich('useText', {
          committed: () => amount(committedMicros),
          spent: () => amount(spentMicros),
          cap: () => amount(capMicros),
        })}
      </span>
      {overMicros > 0n && (
        <span className="text-2xs font-medium text-bad">
          {t.rich('over', { amount: () => amount(overMicros) })}
        </span>
      )}
    </div>
  );
}
