import { createHash } from 'node:crypto';
import { and, asc, eq, inArray } from 'drizzle-orm';
import { leases, orders } from '@/db/schema';
import type { Stage } from '@/db/seed/stage';
import { amountText } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import { hourOf } from '@/lib/core/hours';
import type { PlannedOrder } from '@/lib/replay/buyers-side';
import { advance } from '@/lib/services/clock/advance';
import { acceptDelivery } from '@/lib/services/leases/accept-delivery';
import { reportDelivery } from '@/lib/services/leases/report-delivery';
import { placeLimitOrder } from '@/lib/services/orders/place-limit-order';
import { describeJob } from '@/lib/services/quoting/describe-job';
import { inlineEngine } from '@/lib/services/rounds/engine';
import type { ReplayCast } from './cast';
import { inParallel, type Phases } from './phases';

const HOUR_MS = 3_600_000;
const LANES = 4;
/** After the last deadline: reporting, the acceptance window, and some to spare. */
const SETTLING_HOURS = 200;

interface Placed {
  readonly planned: PlannedOrder;
  readonly jobId: string;
}

/** The record of use a provider shows for card-hours. */
function usageFile({ task }: PlannedOrder) {
  const text = JSON.stringify({ task: task.name, cards: task.cards, hours: task.hours });
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { name: `${task.name}.json`, sha256, bytes: text.length };
}

/** The replay's play: orders as they arrive, the clock hour by hour, deliveries as leases end. */
export class Play {
  /** Orders placed, by id. */
  readonly placed = new Map<string, PlannedOrder>();
  private readonly providerOf: ReadonlyMap<string, ReplayCast['operator']>;

  constructor(
    private readonly stage: Stage,
    private readonly cast: ReplayCast,
    private readonly start: Date,
    private readonly phases: Phases,
    private readonly say: (line: string) => void,
  ) {
    this.providerOf = new Map([...cast.providers.values()].map((one) => [one.organizationId, one]));
  }

  /** Plays the whole plan and on, until every order is closed and every lease has ended. */
  async run(planned: readonly PlannedOrder[]): Promise<{ readonly endedAt: Date }> {
    const lastDeadline = planned.reduce((hours, one) => Math.max(hours, one.deadlineHours), 0);
    const latest = this.start.getTime() + (lastDeadline + SETTLING_HOURS) * HOUR_MS;
    let next = 0;
    let now = this.start;
    while (next < planned.length || (await this.isOpen())) {
      assert(now.getTime() <= latest, 'replay: the market doesn’t come to rest', { now: now.toISOString() });
      const end = new Date(now.getTime() + HOUR_MS);
      const due: PlannedOrder[] = [];
      for (; ; next++) {
        const one = planned[next];
        if (!one || this.start.getTime() + one.arrivesAtMs >= end.getTime()) break;
        due.push(one);
      }
      await this.phases.time('orders placed', () => this.place(due));
      await this.phases.time('clock and rounds', () => advance(this.stage.engine(now), end, inlineEngine));
      now = end;
      await this.phases.time('deliveries', () => this.deliver(now));
      const hours = Math.round((now.getTime() - this.start.getTime()) / HOUR_MS);
      if (hours % 24 === 0) this.say(`day ${hours / 24}: ${this.placed.size} orders placed`);
    }
    return { endedAt: now };
  }

  private ctxOf(one: PlannedOrder) {
    const buyer = this.cast.buyers[one.buyer];
    assert(buyer, 'replay: buyer', { buyer: one.buyer });
    return this.stage.as(buyer, new Date(this.start.getTime() + one.arrivesAtMs));
  }

  /** Jobs are described side by side; orders are placed one by one, so that arrival decides their `seq`. */
  private async place(due: readonly PlannedOrder[]): Promise<void> {
    const jobs = new Map<PlannedOrder, Placed>();
    await inParallel(due, LANES, async (one) => {
      jobs.set(one, { planned: one, jobId: await this.describe(one) });
    });
    for (const one of due) {
      const job = jobs.get(one);
      assert(job, 'replay: job', { task: one.task.name });
      await this.order(job);
    }
  }

  private async describe(one: PlannedOrder): Promise<string> {
    const ctx = this.ctxOf(one);
    const { jobId } = await describeJob(ctx, {
      name: one.task.name,
      spec: {
        kind: 'card_hours',
        cards: one.task.cards,
        hours: one.task.hours,
        constraints: { chips: [...one.task.chips] },
        earliestHour: hourOf(ctx.now) + 1,
        deadlineHour: hourOf(this.start) + one.deadlineHours,
      },
      quotes: false,
    });
    return jobId;
  }

  private async order({ planned, jobId }: Placed): Promise<void> {
    const ctx = this.ctxOf(planned);
    const limit = amountText(planned.limitMicros);
    const requestId = this.stage.requestId(ctx.now);
    const tried = await this.stage.tried(placeLimitOrder(ctx, { requestId, jobId, limit, warn: false }));
    if ('done' in tried) this.placed.set(tried.done.orderId, planned);
  }

  private async isOpen(): Promise<boolean> {
    return this.stage.db.asEngine(async (tx) => {
      const [order] = await tx
        .select({ id: orders.id })
        .from(orders)
        .where(eq(orders.state, 'open'))
        .limit(1);
      if (order) return true;
      const [lease] = await tx
        .select({ id: leases.id })
        .from(leases)
        .where(inArray(leases.state, ['reserved', 'running', 'delivering', 'disputed']))
        .limit(1);
      return lease !== undefined;
    });
  }

  /** Providers report the whole work of leases that ended; buyers that answer accept at once. */
  private async deliver(now: Date): Promise<void> {
    const ended = await this.stage.db.asEngine((tx) =>
      tx
        .select({
          id: leases.id,
          orderId: leases.orderId,
          provider: leases.providerOrganizationId,
          units: leases.units,
        })
        .from(leases)
        .where(and(eq(leases.state, 'delivering'), eq(leases.reportedUnits, 0n)))
        .orderBy(asc(leases.id)),
    );
    await inParallel(ended, LANES, async (lease) => {
      const provider = this.providerOf.get(lease.provider);
      const planned = this.placed.get(lease.orderId);
      assert(provider && planned, 'replay: lease', { leaseId: lease.id });
      const { deliveryId } = await reportDelivery(this.stage.as(provider, now), {
        leaseId: lease.id,
        requestId: this.stage.requestId(now),
        units: lease.units,
        evidence: { files: [usageFile(planned)], metrics: { hours: planned.task.hours } },
      });
      const buyer = this.cast.buyers[planned.buyer];
      assert(buyer, 'replay: buyer', { buyer: planned.buyer });
      if (planned.answers) await acceptDelivery(this.stage.as(buyer, now), { deliveryId });
    });
  }
}
