import { amountText } from '@/lib/core/amount';
import { listBudgets } from '@/lib/services/budgets/list-budgets';
import { setBudget } from '@/lib/services/budgets/set-budget';
import type { Member, Stage } from './stage';

/** What buyers watch: the whole organization by month, and one label in all. */
const WATCHED = [
  { label: '', period: 'month' },
  { label: 'research', period: 'total' },
] as const;

const STEP_MICROS = 100_000n * 1_000_000n;

/** Buyers set their budgets once they know what they spend: a quarter more, in whole hundred thousands. */
export async function setBudgets(stage: Stage, buyers: readonly Member[], now: Date): Promise<void> {
  for (const buyer of buyers) {
    const ctx = stage.as(buyer, now);
    for (const watched of WATCHED) await setBudget(ctx, { ...watched, cap: amountText(STEP_MICROS * 100n) });
    for (const { label, period, committedMicros, spentMicros } of (await listBudgets(ctx)).budgets) {
      const wantedMicros = ((committedMicros + spentMicros) * 5n) / 4n;
      const capMicros = (wantedMicros / STEP_MICROS + 1n) * STEP_MICROS;
      await setBudget(ctx, { label: label ?? '', period, cap: amountText(capMicros) });
    }
  }
}
