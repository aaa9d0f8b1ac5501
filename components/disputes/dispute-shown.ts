import type { DeliveryKind } from '@/lib/settlement/delivery';
import type { Hearing, Party, Side } from '@/lib/settlement/hearing';
import type { UnitCounts } from '@/lib/settlement/lease-money';

export interface FileShown {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** From where a dispute is looked at. */
export type ViewerShown = Party | 'operator' | 'regulator';

/** A dispute's own row as its readers see it; what a decision moved is null before it. */
export interface DisputeShown {
  readonly id: string;
  readonly leaseId: string;
  readonly disputedMicros: bigint;
  readonly reason: string;
  readonly statement: string;
  readonly evidence: { readonly files: readonly FileShown[] };
  readonly state: 'open' | 'decided';
  readonly statementsUntil: Date;
  readonly outcome: string | null;
  readonly decisionReason: string | null;
  readonly decisionNote: string | null;
  readonly decidedBy: Side | null;
  readonly providerUnits: bigint | null;
  readonly earnedMicros: bigint | null;
  readonly feeMicros: bigint | null;
  readonly creditMicros: bigint | null;
  readonly refundedMicros: bigint | null;
  readonly decidedAt: Date | null;
  readonly eventAt: Date;
}

/** Something a side said. */
export interface SaidShown {
  readonly sequence: number;
  readonly side: Side;
  readonly statement: string;
  readonly evidence: { readonly files: readonly FileShown[] };
  readonly rests: boolean;
  /** Known to the side's own people and the operator. */
  readonly personName: string | null;
  readonly eventAt: Date;
}

/** A dispute with all that its page shows. */
export interface DisputeDetailShown {
  readonly viewer: ViewerShown;
  readonly dispute: DisputeShown;
  readonly delivery: {
    readonly sequence: number;
    readonly kind: DeliveryKind;
    readonly units: bigint;
    readonly evidence: {
      readonly files: readonly FileShown[];
      readonly metrics: Readonly<Record<string, number | string>>;
      readonly note: string;
    };
    readonly eventAt: Date;
  };
  readonly lease: {
    readonly id: string;
    readonly priceMicros: bigint;
    readonly unitKind: string;
    readonly units: bigint;
    readonly startHour: number;
    readonly endHour: number;
    /** When its buyer said that its input is ready, and in which words (S-9). */
    readonly inputReadyAt: Date | null;
    readonly inputNote: string | null;
  };
  readonly feeBps: number;
  readonly statementHours: number;
  readonly buyerName: string;
  readonly providerName: string;
  readonly pool: { readonly name: string; readonly code: string; readonly chip: string };
  readonly hearing: Hearing;
  readonly said: readonly SaidShown[];
  readonly deciderName: string | null;
  readonly counts: UnitCounts;
  readonly waits: boolean;
  readonly currency: string;
}

interface Standing {
  readonly state: string;
  readonly outcome: string | null;
  readonly decidedBy: string | null;
  readonly hearing?: Pick<Hearing, 'stage' | 'overdue'>;
}

/** The one word a dispute's badge says: where its clock stands, or how and by whom it ended. */
export function disputeStatus({ state, outcome, decidedBy, hearing }: Standing): string {
  if (decidedBy === 'buyer') return 'withdrawn';
  if (decidedBy === 'provider') return 'conceded';
  if (outcome !== null) return outcome;
  if (!hearing) return state;
  return hearing.overdue ? 'overdue' : hearing.stage;
}
