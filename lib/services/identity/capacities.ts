import type { organizations } from '@/db/schema';
import type { Capacities } from '@/lib/identity/permissions';

type CapacityColumns = Pick<
  typeof organizations.$inferSelect,
  'isBuyer' | 'isProvider' | 'isRegulator' | 'isOperator'
>;

/** An organization row's capacities as the permission table reads them. */
export const capacitiesOf = (row: CapacityColumns): Capacities => ({
  buyer: row.isBuyer,
  provider: row.isProvider,
  regulator: row.isRegulator,
  operator: row.isOperator,
});
