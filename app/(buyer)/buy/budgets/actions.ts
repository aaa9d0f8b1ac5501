'use server';
import { getTranslations } from 'next-intl/server';
import { formAction } from '@/lib/http/action';
import { endBudget } from '@/lib/services/budgets/end-budget';
import { setBudget } from '@/lib/services/budgets/set-budget';

const words = async (key: 'done' | 'ended') => (await getTranslations('budgets'))(key);

export const saveBudget = formAction({
  read: (form) => ({ label: form.get('label') ?? '', period: form.get('period'), cap: form.get('cap') }),
  verb: setBudget,
  done: async () => ({ message: await words('done') }),
});

export const closeBudget = formAction({
  read: (form) => ({ budgetId: form.get('budgetId') }),
  verb: endBudget,
  done: async () => ({ message: await words('ended') }),
});
