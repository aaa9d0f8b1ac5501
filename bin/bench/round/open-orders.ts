import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { post } from '@/db/queries/post';
import { holds, jobs, orders } from '@/db/schema';
import type { Member, Stage } from '@/db/seed/stage';
import { amountText } from '@/lib/core/amount';
import { chunksOf } from '@/lib/core/group';
import { holdOrder } from '@/lib/ledger/recipes';
import { bookSandbox } from '@/lib/services/payments/book-sandbox';
import { topUp } from '@/lib/services/wallet/top-up';
import { type OrderRows, orderRows } from './order-rows';

/** The most one payment brings in. */
const PAYMENT_MOST_MICROS = 100_000_000_000_000n;
const ROWS_PER_INSERT = 1000;

/** Brings in what a buyer's limits add up to, through the sandbox. */
async function fund(stage: Stage, buyer: Member, micros: bigint, now: Date): Promise<void> {
  const cents = 10_000n;
  let left = ((micros + cents - 1n) / cents) * cents;
  while (left > 0n) {
    const amount = left < PAYMENT_MOST_MICROS ? left : PAYMENT_MOST_MICROS;
    const { paymentId } = await topUp(stage.as(buyer, now), {
      requestId: stage.requestId(now),
      amount: amountText(amount),
    });
    await bookSandbox(stage.engine(now), paymentId);
    left -= amount;
  }
}

async function insert(ownerUrl: string, made: readonly OrderRows[]): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    const db = drizzle(sql);
    const seqs = await sql<
      { seq: string }[]
    >`select nextval('order_seq') as seq from generate_series(1, ${made.length})`;
    const numbered = made.map((row, at) => ({
      ...row,
      order: { ...row.order, seq: BigInt(seqs[at]?.seq ?? 0) },
    }));
    for (const some of chunksOf(numbered, ROWS_PER_INSERT)) {
      await db.insert(jobs).values(some.map(({ job }) => job));
      await db.insert(orders).values(some.map(({ order }) => order));
      await db.insert(holds).values(some.map(({ hold }) => hold));
    }
  } finally {
    await sql.end();
  }
}

/** Opens as many funded limit orders in a market, in bulk; what they hold is posted as ever. */
export async function openOrders(
  stage: Stage,
  ownerUrl: string,
  buyers: readonly Member[],
  wanted: number,
  now: Date,
): Promise<void> {
  const made = await orderRows(stage, buyers, wanted, now);
  for (const buyer of buyers) {
    const own = made.filter(({ order }) => order.organizationId === buyer.organizationId);
    await fund(
      stage,
      buyer,
      own.reduce((sum, { order }) => sum + order.limitMicros, 0n),
      now,
    );
  }
  await insert(ownerUrl, made);
  for (const some of chunksOf(made, ROWS_PER_INSERT))
    await stage.db.asEngine((tx) =>
      post(
        tx,
        some.map(({ hold, order }) =>
          holdOrder(
            { id: stage.engine(now).newId('posting'), eventAt: now, currency: 'CNY' },
            { orderId: hold.orderId, organizationId: order.organizationId, heldMicros: order.limitMicros },
          ),
        ),
      ),
    );
}
