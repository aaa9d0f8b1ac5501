import type { TestDatabase } from '@/db/testing/database';
import { makeOrganization } from '@/db/testing/fixtures';
import { endBudget } from '../../budgets/end-budget';
import { setBudget } from '../../budgets/set-budget';
import { ownerContext } from '../contexts';
import type { Mutation } from './mutation';
import { on } from './payers';

const CAP = { period: 'month', cap: '500.00' };

/** Two buyers, and the caps of the first. */
async function capped(test: TestDatabase) {
  const [own, other] = [await makeOrganization(test), await makeOrganization(test)];
  return {
    own,
    as: (id: string) => ownerContext(test, id, ['buyer']),
    other,
    also: () => test.ownerSql`
      select label, period, cap_micros::text, ended_at is not null as ended from budgets
      where organization_id = ${own} order by 1, 2, 4`,
  };
}

/** What may be spent is no money yet, but stops it. */
export const BUDGETING: readonly Mutation[] = [
  {
    name: 'set a budget',
    key: 'the label and the period',
    again: 'answered',
    other: { na: 'another cap takes its place' },
    foreign: 'not refused',
    ready: async (test) => {
      const { own, other, as, also } = await capped(test);
      return {
        organizations: [own],
        also,
        send: (db) => setBudget(on(as(own), db), CAP),
        foreign: (db) => setBudget(on(as(other), db), CAP),
      };
    },
  },
  {
    name: 'end a budget',
    key: 'the budget',
    again: 'not_found',
    other: { na: 'it says nothing but its budget' },
    foreign: 'not_found',
    ready: async (test) => {
      const { own, other, as, also } = await capped(test);
      const { budgetId } = await setBudget(as(own), CAP);
      return {
        organizations: [own],
        also,
        send: (db) => endBudget(on(as(own), db), { budgetId }),
        foreign: (db) => endBudget(on(as(other), db), { budgetId }),
      };
    },
  },
];
