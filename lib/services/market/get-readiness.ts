import { type OperationsState, readOperationsState } from '@/db/queries/operations-state';
import { marketSettings } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import type { Ctx } from '../context';
import { currentTerms } from './current-terms';

/** How late the clock may be served before the worker counts as absent. */
const GRACE_SECONDS = 120;

export interface Readiness {
  readonly ready: boolean;
  readonly migrations: 'current' | 'behind' | 'ahead';
  /** When the latest main-round tick was served, ISO; null before the first. */
  readonly clockServedAt: string | null;
  readonly clock: 'served' | 'late' | 'manual';
}

export interface Operations extends OperationsState {
  readonly clockServedAt: Date | null;
  readonly clock: Readiness['clock'];
}

/** The state of structure, queue and clock; for whoever the caller has let in. */
export async function readOperations(ctx: Ctx): Promise<Operations> {
  return ctx.db.asEngine(async (tx) => {
    const [settings] = await tx
      .select({ clock: marketSettings.clock, servedAt: marketSettings.roundTickAt })
      .from(marketSettings);
    assert(settings, 'T-1', { missing: 'market_settings' });
    const { mainRoundSeconds } = await currentTerms(tx, ctx.now);
    const oldest = ctx.now.getTime() - (mainRoundSeconds + GRACE_SECONDS) * 1000;
    const served = settings.servedAt !== null && settings.servedAt.getTime() >= oldest;
    return {
      ...(await readOperationsState(tx)),
      clockServedAt: settings.servedAt,
      clock: settings.clock === 'manual' ? 'manual' : served ? 'served' : 'late',
    };
  });
}

/** Whether this process may serve: database reachable, structure current, the worker serving the clock; public. */
export async function getReadiness(ctx: Ctx): Promise<Readiness> {
  const { migrationsDone, migrationsKnown, clock, clockServedAt } = await readOperations(ctx);
  const migrations =
    migrationsDone === migrationsKnown ? 'current' : migrationsDone < migrationsKnown ? 'behind' : 'ahead';
  return {
    // Migrations only go forward and add: a program serves a structure newer than its own while it is being replaced.
    ready: migrations !== 'behind' && clock !== 'late',
    migrations,
    clock,
    clockServedAt: clockServedAt?.toISOString() ?? null,
  };
}
