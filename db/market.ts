import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { hourOf } from '@/lib/core/hours';
import { NODES } from './reference/nodes';
import { marketSettings, marketTerms, nodes } from './schema';
import { SetUpError } from './set-up-error';

/** What a market is, fixed when its database is made. */
export interface MarketSettings {
  readonly currency: string;
  readonly purpose: 'production' | 'demo' | 'replay' | 'test';
  /** Where a manual clock starts; absent: the market runs by the system clock. */
  readonly clockStartsAt?: Date;
}

export type NewMarketTerms = Omit<
  typeof marketTerms.$inferInsert,
  'version' | 'validFromHour' | 'eventAt' | 'createdAt' | 'changedByPersonId'
>;

/** The terms a market opens with (M-19). */
export const DEFAULT_TERMS: NewMarketTerms = {
  feeBps: 200,
  acceptanceWindowHours: 72,
  startGraceMinutes: 30,
  leadMinutes: 15,
  quoteLifeSeconds: 300,
  horizonHours: 336,
  mainRoundSeconds: 3600,
  indicativeRoundSeconds: 600,
  payoutMinimumMicros: 100_000_000n,
  askRaiseNoticeHours: 24,
  taxBps: 0,
  instantReserveBps: 3000,
  instantReserveHours: 24,
  freedCardsPassRound: false,
  note: 'Opening terms',
};

export interface NewMarket {
  readonly settings: MarketSettings;
  readonly terms?: Partial<NewMarketTerms>;
  /** When the market opens, if its clock is the system's. */
  readonly now?: Date;
}

/**
 * Opens the market in an empty database: settings, nodes and first terms. A market that stands is left as it is;
 * throws a SetUpError if that one has another currency or purpose, for neither ever changes.
 */
export async function openMarket(db: PostgresJsDatabase, market: NewMarket): Promise<boolean> {
  const { currency, purpose, clockStartsAt } = market.settings;
  const eventAt = clockStartsAt ?? market.now ?? new Date();
  return db.transaction(async (tx) => {
    const made = await tx
      .insert(marketSettings)
      .values({
        currency,
        purpose,
        clock: clockStartsAt ? 'manual' : 'system',
        clockNow: clockStartsAt ?? null,
      })
      .onConflictDoNothing()
      .returning();
    if (made.length === 0) {
      const [standing] = await tx.select().from(marketSettings);
      if (standing?.currency !== currency || standing.purpose !== purpose)
        throw new SetUpError(
          `This database holds a ${standing?.purpose} market in ${standing?.currency}, not a ${purpose} market in ${currency}; use another database.`,
        );
      return false;
    }
    await tx.insert(nodes).values(NODES.map((node) => ({ ...node, eventAt })));
    await tx.insert(marketTerms).values({
      ...DEFAULT_TERMS,
      ...market.terms,
      version: 1,
      validFromHour: hourOf(eventAt),
      eventAt,
    });
    return true;
  });
}
