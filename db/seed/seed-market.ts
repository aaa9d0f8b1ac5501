import type { Database } from '@/db/client';
import { sequenceAudit } from '@/lib/services/audit-trail/sequence-audit';
import { advance } from '@/lib/services/clock/advance';
import { goLive } from '@/lib/services/clock/go-live';
import type { DueDone } from '@/lib/services/clock/run-due';
import type { Log } from '@/lib/services/context';
import { inlineEngine } from '@/lib/services/rounds/engine';
import { setBudgets } from './budgeting';
import { planDemand } from './buying';
import { LIVE_INDICATIVE_SECONDS, LIVE_ROUND_SECONDS } from './calendar';
import { makeCast } from './cast';
import { Deliveries } from './delivering';
import { makeDice } from './dice';
import { planSupply } from './providing';
import { Stage } from './stage';

const SEED = 20_261_121;
const HOUR_MS = 3_600_000;

export interface SeedOptions {
  readonly db: Database;
  /** Where the manual clock stands. */
  readonly start: Date;
  readonly systemNow: () => Date;
  /** Everybody's password. */
  readonly password: string;
  readonly log: Log;
  readonly onDay: (day: number, so: SeedSummary) => void;
}

export interface SeedSummary {
  readonly rounds: number;
  readonly leasesMoved: number;
  readonly refusals: Readonly<Record<string, number>>;
}

/**
 * Plays the demo's history through the market's own verbs under its manual clock, up to the last whole hour before
 * now, and lets the market go live. Everything in it was listed, ordered, cleared, delivered and settled like that.
 */
export async function seedMarket({
  db,
  start,
  systemNow,
  password,
  log,
  onDay,
}: SeedOptions): Promise<SeedSummary> {
  const stage = new Stage(db, makeDice(SEED), log);
  const cast = await makeCast(stage, password, start);
  const deliveries = new Deliveries(stage, cast, start);
  planSupply(stage, cast, start);
  planDemand(stage, cast, start, deliveries.look);
  let rounds = 0;
  let leasesMoved = 0;
  let cleared = false;
  const onStep = (_at: unknown, done: DueDone) => {
    leasesMoved += done.leases + done.silent;
    if (done.round?.cleared) {
      rounds += 1;
      cleared = true;
    }
  };
  const summary = (): SeedSummary => ({ rounds, leasesMoved, refusals: Object.fromEntries(stage.refusals) });
  async function moveTo(at: Date): Promise<void> {
    await advance(stage.engine(at), at, inlineEngine, onStep);
    if (cleared) await deliveries.look(at);
    cleared = false;
  }

  let day = 0;
  for (;;) {
    const end = new Date(Math.floor(systemNow().getTime() / HOUR_MS) * HOUR_MS);
    const plan = stage.agenda.takeBefore(end);
    if (!plan) {
      await moveTo(end);
      break;
    }
    await moveTo(plan.at);
    await plan.act(plan.at);
    const today = Math.floor((plan.at.getTime() - start.getTime()) / (24 * HOUR_MS));
    if (today > day) onDay(today, summary());
    day = today;
  }
  const now = systemNow();
  await setBudgets(stage, cast.buyers, now);
  await sequenceAudit(stage.engine(now));
  await goLive(stage.engine(now), {
    mainRoundSeconds: LIVE_ROUND_SECONDS,
    indicativeRoundSeconds: LIVE_INDICATIVE_SECONDS,
    note: 'The demo goes live: main rounds every two minutes, indicative ones every half',
  });
  return summary();
}
