import { sum } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { accounts } from '@/db/schema';
import { type AccountKind, ORGANIZATION_KINDS, PLATFORM_KINDS } from '@/lib/ledger/posting';
import { type Safeguard, safeguard } from '@/lib/ledger/safeguard';
import type { PaymentTools } from '../payments/channel';
import { hasRealChannel } from '../payments/real-money';

const KINDS: ReadonlySet<string> = new Set([...ORGANIZATION_KINDS, ...PLATFORM_KINDS]);
const isKind = (kind: string): kind is AccountKind => KINDS.has(kind) || kind.startsWith('external:');

/**
 * How all clients' money stands against what the outside holds for it (L-8); for the engine. With the channels of a market
 * where real money moves, play money covers nothing.
 */
export async function loadSafeguard(
  tx: Tx,
  tools: Pick<PaymentTools, 'channels'> = { channels: {} },
): Promise<Safeguard> {
  const rows = await tx
    .select({ kind: accounts.kind, micros: sum(accounts.balanceMicros) })
    .from(accounts)
    .groupBy(accounts.kind);
  return safeguard(
    rows.flatMap(({ kind, micros }) => (isKind(kind) ? [{ kind, micros: BigInt(micros ?? 0) }] : [])),
    { realMoneyMoves: hasRealChannel(tools) },
  );
}
