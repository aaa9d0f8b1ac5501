import { gunzipSync } from 'node:zlib';
import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { rounds } from '@/db/schema';
import type { Book } from '@/lib/clearing/book';
import type { Outcome } from '@/lib/clearing/outcome';
import { notFound, refuseWith } from '../errors';

const readJson = <T>(bytes: Buffer): T => JSON.parse(gunzipSync(bytes).toString('utf8'));

export interface KeptRound {
  readonly round: typeof rounds.$inferSelect;
  readonly book: Book;
  readonly outcome: Outcome;
}

/** A round with its book and outcome as they were read and published; refused `book_removed` once their time is over. */
export async function keptRound(tx: Tx, number: number): Promise<KeptRound> {
  const [round] = await tx.select().from(rounds).where(eq(rounds.number, number));
  if (!round) throw notFound();
  if (!round.book || !round.outcome)
    return refuseWith({ code: 'book_removed', facts: { number, madeAt: round.eventAt.toISOString() } });
  return { round, book: readJson<Book>(round.book), outcome: readJson<Outcome>(round.outcome) };
}
