import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { hourStart } from '@/lib/core/hours';
import { acceptDelivery } from '@/lib/services/leases/accept-delivery';
import { cancelLease } from '@/lib/services/leases/cancel-lease';
import { declareInputReady } from '@/lib/services/leases/declare-input-ready';
import { giveUpLease } from '@/lib/services/leases/give-up-lease';
import { reportDelivery } from '@/lib/services/leases/report-delivery';
import { reportStart } from '@/lib/services/leases/report-start';
import { HISTORY_DAYS } from './calendar';
import type { Cast } from './cast';
import { Disputes } from './disputing';
import type { Member, Stage } from './stage';
import { workedHours } from './worked-hours';

/** Starts are said of leases that end in the last days of history: those whose pages people open. */
const STARTS_SAID_DAYS = 2;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A lease as the parties plan for it. */
interface NewLease {
  readonly id: string;
  readonly buyer: Member;
  readonly provider: Member;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly units: bigint;
  readonly unitKind: string;
}

interface LeaseRow extends Record<string, unknown> {
  readonly id: string;
  readonly buyer: string;
  readonly provider: string;
  readonly start_hour: number;
  readonly end_hour: number;
  readonly units: string;
  readonly unit_kind: string;
}

const after = (at: Date, minutes: number): Date =>
  new Date(at.getTime() + Math.max(1, Math.round(minutes)) * MINUTE_MS);

const ARTIFACTS: Readonly<Record<string, string>> = {
  training_tokens: 'checkpoint',
  inference_tokens: 'answers',
  frames: 'frames',
  serving_minutes: 'service-log',
};

/** What a provider shows for a report: a named file with its hash and the size it would have. */
function evidence(stage: Stage, lease: NewLease, part: number, units: bigint): object {
  const name = `${ARTIFACTS[lease.unitKind] ?? 'result'}-${String(part).padStart(2, '0')}.tar`;
  const sha256 = createHash('sha256').update(`${lease.id}/${name}/${units}`).digest('hex');
  return {
    files: [{ name, sha256, bytes: stage.dice.whole(40_000_000, 9_000_000_000) }],
    metrics: { utilization_percent: Number(stage.dice.between(71, 97).toFixed(1)) },
    note: '',
  };
}

/** The parties of every lease, and what they do about it: most deliver and accept, some don't. */
export class Deliveries {
  readonly #known = new Set<string>();
  readonly #members: ReadonlyMap<string, Member>;
  readonly #disputes: Disputes;
  #seenUntil: Date;
  readonly #startsSaidFrom: Date;

  constructor(
    private readonly stage: Stage,
    cast: Cast,
    start: Date,
  ) {
    this.#seenUntil = start;
    this.#startsSaidFrom = after(start, (HISTORY_DAYS - STARTS_SAID_DAYS) * 24 * 60);
    this.#disputes = new Disputes(stage, cast);
    this.#members = new Map(
      [...cast.providers.values(), ...cast.buyers].map((member) => [member.organizationId, member]),
    );
  }

  /** Looks for leases made since the last look and lets their parties plan. */
  readonly look = async (now: Date): Promise<void> => {
    const rows = await this.stage.db.asEngine((tx) =>
      tx.execute<LeaseRow>(sql`
        select id, buyer_organization_id as buyer, provider_organization_id as provider, start_hour, end_hour, units, unit_kind
        from leases where event_at >= ${this.#seenUntil.toISOString()}::timestamptz order by id`),
    );
    this.#seenUntil = now;
    for (const row of rows) {
      const [buyer, provider] = [this.#members.get(row.buyer), this.#members.get(row.provider)];
      if (this.#known.has(row.id) || !buyer || !provider) continue;
      this.#known.add(row.id);
      this.#plan(
        {
          id: row.id,
          buyer,
          provider,
          startsAt: hourStart(row.start_hour),
          endsAt: hourStart(row.end_hour),
          units: BigInt(row.units),
          unitKind: row.unit_kind,
        },
        now,
      );
    }
  };

  #plan(lease: NewLease, now: Date): void {
    const { dice, agenda } = this.stage;
    const fate = dice.roll();
    const hours = (lease.endsAt.getTime() - lease.startsAt.getTime()) / HOUR_MS;
    const untilStart = (lease.startsAt.getTime() - now.getTime()) / MINUTE_MS;
    const cancels = fate < 0.03 && untilStart > 120;
    const declines = fate >= 0.03 && fate < 0.045 && untilStart > 120;
    const fails = fate >= 0.045 && fate < 0.06;
    const sleeps = fate >= 0.06 && fate < 0.075;
    if (cancels) agenda.add(after(now, dice.between(0.2, 0.8) * untilStart), (at) => this.#cancel(lease, at));
    if (declines) agenda.add(after(now, 0.9 * untilStart), (at) => this.#giveUp(lease, at));
    if (fails)
      agenda.add(after(lease.startsAt, dice.between(0.3, 0.9) * hours * 60), (at) => this.#giveUp(lease, at));
    if (cancels || declines) return;
    if (lease.endsAt > this.#startsSaidFrom) this.#planStart(lease, now, untilStart);
    if (fails || sleeps) return;
    const share = fate < 0.13 ? dice.between(0.4, 0.95) : 1;
    this.#planReports(lease, hours, share);
  }

  /** The buyer says where its input lies, and the provider that the work runs, minutes after the promised start. */
  #planStart(lease: NewLease, now: Date, untilStart: number): void {
    const { agenda } = this.stage;
    const minutes =
      1 + (Number.parseInt(createHash('sha256').update(lease.id).digest('hex').slice(0, 4), 16) % 14);
    agenda.add(after(now, Math.min(30, untilStart / 2)), async (at) => {
      await this.stage.tried(
        declareInputReady(this.stage.as(lease.buyer, at), {
          leaseId: lease.id,
          requestId: `input-of-${lease.id}`,
          note: 'In the shared bucket, under the name of the job, with its checksums.',
        }),
      );
    });
    agenda.add(after(lease.startsAt, minutes), async (at) => {
      await this.stage.tried(reportStart(this.stage.as(lease.provider, at), { leaseId: lease.id }));
    });
  }

  /** Long work is reported in two parts; most of it ends before its reserved time does, some a little late. */
  #planReports(lease: NewLease, hours: number, share: number): void {
    const { dice, agenda } = this.stage;
    const total = (lease.units * BigInt(Math.round(share * 1000))) / 1000n;
    const halfway = hours >= 10 && dice.chance(0.5) ? (total * BigInt(dice.whole(30, 60))) / 100n : 0n;
    const rest = total - halfway;
    if (halfway > 0n)
      agenda.add(after(lease.startsAt, hours * 60 * dice.between(0.4, 0.6)), (at) =>
        this.#report(lease, 1, halfway, at),
      );
    const minutes = dice.chance(0.82) ? -dice.between(2, hours * 8) : dice.between(10, 420);
    const reportsAt = new Date(lease.endsAt.getTime() + Math.round(minutes) * MINUTE_MS);
    if (rest > 0n) agenda.add(reportsAt, (at) => this.#report(lease, halfway > 0n ? 2 : 1, rest, at));
  }

  async #report(lease: NewLease, part: number, units: bigint, now: Date): Promise<void> {
    const { dice, agenda } = this.stage;
    const runtimeHours = await workedHours(this.stage.db, lease.id, units);
    const reported = await this.stage.tried(
      reportDelivery(this.stage.as(lease.provider, now), {
        leaseId: lease.id,
        requestId: this.stage.requestId(now),
        units,
        evidence: { ...evidence(this.stage, lease, part, units), runtimeHours },
      }),
    );
    if ('refused' in reported) return;
    const { deliveryId } = reported.done;
    const answer = dice.roll();
    if (answer < 0.62)
      agenda.add(after(now, dice.around(240, 1)), async (at) => {
        await this.stage.tried(acceptDelivery(this.stage.as(lease.buyer, at), { deliveryId }));
      });
    else if (answer > 0.94)
      agenda.add(after(now, dice.between(60, 2000)), (at) => this.#disputes.open(lease, deliveryId, at));
  }

  async #cancel(lease: NewLease, now: Date): Promise<void> {
    await this.stage.tried(cancelLease(this.stage.as(lease.buyer, now), { leaseId: lease.id }));
  }

  async #giveUp(lease: NewLease, now: Date): Promise<void> {
    const note = 'A hall lost its cooling; the servers had to be taken down.';
    await this.stage.tried(giveUpLease(this.stage.as(lease.provider, now), { leaseId: lease.id, note }));
  }
}
