import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { hourStart } from '@/lib/core/hours';
import { acceptDelivery } from '@/lib/services/leases/accept-delivery';
import { cancelLease } from '@/lib/services/leases/cancel-lease';
import { giveUpLease } from '@/lib/services/leases/give-up-lease';
import { HISTORY_DAYS } from './calendar';
import type { Cast } from './cast';
import { Disputes } from './disputing';
import { minutesAfter, type NewLease, planStart, report } from './reporting';
import { Scenes } from './scenes';
import type { Member, Stage } from './stage';

/** Starts are said of leases that end in the last days of history: those whose pages people open. */
const STARTS_SAID_DAYS = 3;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

interface LeaseRow extends Record<string, unknown> {
  readonly id: string;
  readonly buyer: string;
  readonly provider: string;
  readonly start_hour: number;
  readonly end_hour: number;
  readonly units: string;
  readonly unit_kind: string;
}

/** The parties of every lease, and what they do about it: most deliver and accept, some don't. */
export class Deliveries {
  readonly #known = new Set<string>();
  readonly #members: ReadonlyMap<string, Member>;
  readonly #disputes: Disputes;
  readonly #scenes: Scenes;
  #seenUntil: Date;
  readonly #startsSaidFrom: Date;

  constructor(
    private readonly stage: Stage,
    cast: Cast,
    start: Date,
  ) {
    this.#seenUntil = start;
    this.#startsSaidFrom = minutesAfter(start, (HISTORY_DAYS - STARTS_SAID_DAYS) * 24 * 60);
    this.#disputes = new Disputes(stage, cast);
    this.#scenes = new Scenes(stage, cast, start, this.#disputes);
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
    if (this.#scenes.play(lease, now)) return;
    const { dice, agenda } = this.stage;
    const fate = dice.roll();
    const hours = (lease.endsAt.getTime() - lease.startsAt.getTime()) / HOUR_MS;
    const untilStart = (lease.startsAt.getTime() - now.getTime()) / MINUTE_MS;
    const cancels = fate < 0.03 && untilStart > 120;
    const declines = fate >= 0.03 && fate < 0.045 && untilStart > 120;
    const fails = fate >= 0.045 && fate < 0.06;
    const sleeps = fate >= 0.06 && fate < 0.075;
    if (cancels)
      agenda.add(minutesAfter(now, dice.between(0.2, 0.8) * untilStart), (at) => this.#cancel(lease, at));
    if (declines) agenda.add(minutesAfter(now, 0.9 * untilStart), (at) => this.#giveUp(lease, at));
    if (fails)
      agenda.add(minutesAfter(lease.startsAt, dice.between(0.3, 0.9) * hours * 60), (at) =>
        this.#giveUp(lease, at),
      );
    if (cancels || declines) return;
    if (lease.endsAt > this.#startsSaidFrom) this.#planStart(lease, now, untilStart);
    if (fails || sleeps) return;
    const share = fate < 0.13 ? dice.between(0.4, 0.95) : 1;
    this.#planReports(lease, hours, share);
  }

  /** The input lies ready soon after the trade, and the work runs within the quarter of an hour or, of one in four, after it. */
  #planStart(lease: NewLease, now: Date, untilStart: number): void {
    const lot = Number.parseInt(createHash('sha256').update(lease.id).digest('hex').slice(0, 4), 16);
    const minutes = lot % 4 === 0 ? 14 : 0;
    const inputAt = minutesAfter(now, Math.min(30, untilStart / 2));
    planStart(this.stage, lease, inputAt, new Date(lease.startsAt.getTime() + minutes * MINUTE_MS));
  }

  /** Long work is reported in two parts; most of it ends before its reserved time does, some a little late. */
  #planReports(lease: NewLease, hours: number, share: number): void {
    const { dice, agenda } = this.stage;
    const total = (lease.units * BigInt(Math.round(share * 1000))) / 1000n;
    const halfway = hours >= 10 && dice.chance(0.5) ? (total * BigInt(dice.whole(30, 60))) / 100n : 0n;
    const rest = total - halfway;
    if (halfway > 0n)
      agenda.add(minutesAfter(lease.startsAt, hours * 60 * dice.between(0.4, 0.6)), (at) =>
        this.#report(lease, 1, halfway, at),
      );
    const minutes = dice.chance(0.82) ? -dice.between(2, hours * 8) : dice.between(10, 420);
    const reportsAt = new Date(lease.endsAt.getTime() + Math.round(minutes) * MINUTE_MS);
    if (rest > 0n) agenda.add(reportsAt, (at) => this.#report(lease, halfway > 0n ? 2 : 1, rest, at));
  }

  async #report(lease: NewLease, part: number, units: bigint, now: Date): Promise<void> {
    const { dice, agenda } = this.stage;
    const reported = await report(this.stage, lease, part, units, now);
    if ('refused' in reported) return;
    const { deliveryId } = reported.done;
    const answer = dice.roll();
    if (answer < 0.62)
      agenda.add(minutesAfter(now, dice.around(240, 1)), async (at) => {
        await this.stage.tried(acceptDelivery(this.stage.as(lease.buyer, at), { deliveryId }));
      });
    else if (answer > 0.94)
      agenda.add(minutesAfter(now, dice.between(60, 2000)), (at) =>
        this.#disputes.open(lease, deliveryId, at),
      );
  }

  async #cancel(lease: NewLease, now: Date): Promise<void> {
    await this.stage.tried(cancelLease(this.stage.as(lease.buyer, now), { leaseId: lease.id }));
  }

  async #giveUp(lease: NewLease, now: Date): Promise<void> {
    const note = 'A hall lost its cooling; the servers had to be taken down.';
    await this.stage.tried(giveUpLease(this.stage.as(lease.provider, now), { leaseId: lease.id, note }));
  }
}
