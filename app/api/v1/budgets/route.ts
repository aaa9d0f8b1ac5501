import { route } from '@/lib/http/route';
import { listBudgets } from '@/lib/services/budgets/list-budgets';

/** The organization's budgets in force with what is committed and spent against each. */
export const GET = route(async (ctx) => {
  const { currency, budgets } = await listBudgets(ctx);
  return { currency, budgets };
});
