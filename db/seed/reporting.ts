import { createHash } from 'node:crypto';
import { declareInputReady } from '@/lib/services/leases/declare-input-ready';
import { reportDelivery } from '@/lib/services/leases/report-delivery';
import { reportStart } from '@/lib/services/leases/report-start';
import type { Member, Stage } from './stage';
import { workedHours } from './worked-hours';

const MINUTE_MS = 60_000;

/** A lease as the parties plan for it. */
export interface NewLease {
  readonly id: string;
  readonly buyer: Member;
  readonly provider: Member;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly units: bigint;
  readonly unitKind: string;
}

/** So many minutes after an instant, at least one. */
export const minutesAfter = (at: Date, minutes: number): Date =>
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

/** The provider reports units of a lease; says the delivery, or what the market answered instead. */
export async function report(stage: Stage, lease: NewLease, part: number, units: bigint, now: Date) {
  const runtimeHours = await workedHours(stage.db, lease.id, units);
  return stage.tried(
    reportDelivery(stage.as(lease.provider, now), {
      leaseId: lease.id,
      requestId: stage.requestId(now),
      units,
      evidence: { ...evidence(stage, lease, part, units), runtimeHours },
    }),
  );
}

/** The buyer says where its input lies, and the provider that the work runs. */
export function planStart(stage: Stage, lease: NewLease, inputAt: Date, runsAt: Date): void {
  stage.agenda.add(inputAt, async (at) => {
    await stage.tried(
      declareInputReady(stage.as(lease.buyer, at), {
        leaseId: lease.id,
        requestId: `input-of-${lease.id}`,
        note: 'In the shared bucket, under the name of the job, with its checksums.',
      }),
    );
  });
  stage.agenda.add(runsAt, async (at) => {
    await stage.tried(reportStart(stage.as(lease.provider, at), { leaseId: lease.id }));
  });
}
