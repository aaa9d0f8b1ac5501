import { asc, inArray, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { disputeStatements, disputes } from '@/db/schema';
import { groupBy } from '@/lib/core/group';
import type { Said } from '@/lib/settlement/hearing';

/** What was said in each of these disputes, in order, as far as their clocks read it. */
export async function saidIn(
  tx: Tx,
  disputeIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Said[]>> {
  if (disputeIds.length === 0) return new Map();
  const rows = await tx
    .select({
      disputeId: disputeStatements.disputeId,
      side: disputeStatements.side,
      statement: disputeStatements.statement,
      rests: disputeStatements.rests,
      eventAt: disputeStatements.eventAt,
    })
    .from(disputeStatements)
    .where(inArray(disputeStatements.disputeId, [...disputeIds]))
    .orderBy(asc(disputeStatements.disputeId), asc(disputeStatements.sequence));
  return groupBy(rows, (row) => row.disputeId);
}

/** A side's last act was to rest, and nobody else spoke after it: `restingSides` as the database sees it. */
const rests = (side: 'buyer' | 'provider'): SQL => sql`exists (
  select from ${disputeStatements} r where r.dispute_id = ${disputes.id} and r.side = ${side} and r.rests and not exists (
    select from ${disputeStatements} s where s.dispute_id = r.dispute_id and s.sequence > r.sequence
      and (s.side = r.side and not s.rests or s.side <> r.side and s.statement <> '')))`;

/** When stating ends or ended, for filters and order: `hearingOf` as the database sees it. */
export const statementsEndAt: SQL = sql`case when ${rests('buyer')} and ${rests('provider')}
  then least(${disputes.statementsUntil}, (select max(l.event_at) from ${disputeStatements} l where l.dispute_id = ${disputes.id}))
  else ${disputes.statementsUntil} end`;
