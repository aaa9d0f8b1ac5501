import { acceptDelivery } from '@/lib/services/leases/accept-delivery';
import { claimLateInput } from '@/lib/services/leases/claim-late-input';
import { HISTORY_DAYS } from './calendar';
import type { Cast } from './cast';
import type { Disputes } from './disputing';
import { minutesAfter, type NewLease, planStart, report } from './reporting';
import type { Stage } from './stage';

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
/** So long that a claim, a report and its answer have room. */
const HOURS_LEAST = 6;

interface Scene {
  readonly name: 'late_input' | 'late_input_waits' | 'refused';
  /** When, in hours of the history, its lease begins at the earliest and ends at the latest. */
  readonly fromHour: number;
  readonly untilHour: number;
}

/** What is rare and yet has to be seen: each happens once between the demo's own buyer and provider. */
const SCENES: readonly Scene[] = [
  { name: 'late_input', fromHour: 6 * DAY_HOURS, untilHour: (HISTORY_DAYS - 1) * DAY_HOURS },
  { name: 'refused', fromHour: 7 * DAY_HOURS, untilHour: (HISTORY_DAYS - 1) * DAY_HOURS },
  {
    name: 'late_input_waits',
    fromHour: (HISTORY_DAYS - 2.5) * DAY_HOURS,
    untilHour: (HISTORY_DAYS + 3) * DAY_HOURS,
  },
];

const hoursOf = ({ startsAt, endsAt }: NewLease): number => (endsAt.getTime() - startsAt.getTime()) / HOUR_MS;

/** Full hours a lease waits for its input. */
const lostHours = (lease: NewLease): number => Math.min(4, Math.floor(hoursOf(lease) / 3));

/** Takes a lease for each scene and plays it. */
export class Scenes {
  #left = SCENES;
  readonly #pair: readonly string[];

  constructor(
    private readonly stage: Stage,
    cast: Cast,
    private readonly start: Date,
    private readonly disputes: Disputes,
  ) {
    const [buyer] = cast.buyers;
    const [provider] = cast.providers.values();
    this.#pair = [buyer, provider].flatMap((member) => (member ? [member.organizationId] : []));
  }

  /** Whether a scene took the lease; then nobody else plans for it. */
  play(lease: NewLease, now: Date): boolean {
    const isPair =
      lease.buyer.organizationId === this.#pair[0] && lease.provider.organizationId === this.#pair[1];
    if (!isPair || lease.startsAt <= now || hoursOf(lease) < HOURS_LEAST || lease.units < 100n) return false;
    const hourOf = (at: Date) => (at.getTime() - this.start.getTime()) / HOUR_MS;
    const scene = this.#left.find(
      ({ name, fromHour, untilHour }) =>
        hourOf(lease.startsAt) >= fromHour &&
        hourOf(lease.endsAt) <= untilHour &&
        // Its claim is made before the history ends.
        (name !== 'late_input_waits' ||
          hourOf(lease.startsAt) + lostHours(lease) + 2 < HISTORY_DAYS * DAY_HOURS),
    );
    if (!scene) return false;
    this.#left = this.#left.filter((other) => other !== scene);
    if (scene.name === 'refused') this.#refused(lease, now);
    else this.#lateInput(lease, scene.name === 'late_input');
    return true;
  }

  /** The cards wait for the buyer's data; the provider claims the hours, delivers the rest, and the buyer answers or not yet. */
  #lateInput(lease: NewLease, isAnswered: boolean): void {
    const { stage } = this;
    const inputAt = minutesAfter(lease.startsAt, lostHours(lease) * 60 + 15);
    planStart(stage, lease, inputAt, inputAt);
    stage.agenda.add(minutesAfter(inputAt, 30), async (now) => {
      const claimed = await stage.tried(
        claimLateInput(stage.as(lease.provider, now), {
          leaseId: lease.id,
          requestId: stage.requestId(now),
          note: 'The bucket was empty at the start of the lease; our cards stood ready until the data had come.',
        }),
      );
      if ('refused' in claimed) return;
      const { deliveryId, units } = claimed.done;
      stage.agenda.add(new Date(lease.endsAt.getTime() - HOUR_MS / 3), async (at) => {
        await report(stage, lease, 2, lease.units - units, at);
      });
      if (isAnswered)
        stage.agenda.add(minutesAfter(now, 150), async (at) => {
          await stage.tried(acceptDelivery(stage.as(lease.buyer, at), { deliveryId }));
        });
    });
  }

  /** All that was bought is reported at once, none of it can be used, and the provider says so itself. */
  #refused(lease: NewLease, now: Date): void {
    const { stage } = this;
    planStart(stage, lease, minutesAfter(now, 30), lease.startsAt);
    stage.agenda.add(minutesAfter(lease.startsAt, 0.4 * hoursOf(lease) * 60), async (at) => {
      const reported = await report(stage, lease, 1, lease.units, at);
      if ('refused' in reported) return;
      const { deliveryId } = reported.done;
      stage.agenda.add(minutesAfter(at, 40), (then) => this.disputes.openToConcede(lease, deliveryId, then));
    });
  }
}
