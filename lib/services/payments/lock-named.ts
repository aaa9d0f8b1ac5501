import { and, asc, eq, type SQL } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { payments } from '@/db/schema';
import { refuseWith } from '../errors';
import { bankReference } from './bank-reference';
import type { PaymentRow } from './kinds';
import { lockPayment } from './record-effect';

/**
 * The one payment over the bank that a line's words name, locked; undefined when they name none. Words that name several
 * are refused with their references: whose money moves is never the luck of an order.
 */
export async function lockNamed(tx: Tx, named: SQL | undefined): Promise<PaymentRow | undefined> {
  const found = await tx
    .select({ id: payments.id })
    .from(payments)
    .where(and(eq(payments.channel, 'bank'), named))
    .orderBy(asc(payments.id))
    .limit(5);
  if (found.length > 1)
    refuseWith({
      code: 'several_payments_named',
      facts: {
        references: found
          .map(({ id }) => bankReference(id))
          .sort()
          .join(', '),
      },
    });
  return found[0] && lockPayment(tx, found[0].id);
}
