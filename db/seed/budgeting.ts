import { amountText } from '@/lib/core/amount';
import { setBudget } from '@/lib/services/budgets/set-budget';
import { standingsOf } from '@/lib/services/budgets/standings';
import type { Member, Stage } from './stage';

/** What buyers watch: the whole organization by month, and one label in all. */
const WATCHED = [
  { label: null, period: 'month' },
  { label: 'research', period: 'total' },
] as const;

const STEP_MICROS = 100_000n * 1_000_000n;

/** Buyers set their budgets once they know what they spend: a quarter more, in whole hundred thousands. */
export async function setBudgets(stage: Stage, buyers: readonly Member[], now: Date): Promise<void> {
  for (const buyer of buyers) {
    const ctx = stage.as(buyer, now);
    const { organizationId } = buyer;
    const watched = WATCHED.map((one) => ({ id: '', organizationId, capMicros: 0n, ...one }));
    const spending = await ctx.db.asOrganization(organizationId, (tx) => standingsOf(tx, watched, now));
    for (const { label, period, committedMicros, spentMicros } of spending) {
      const wantedMicros = ((committedMicros + spentMicros) * 5n) / 4n;
      const capMicros = (wantedMicros / STEP_MICROS + 1n) * STEP_MICROS;
      await setBudget(ctx, { label: label ?? '', period, cap: amountText(capMicros) });
    }
  }
}
