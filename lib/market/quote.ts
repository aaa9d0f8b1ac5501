import type { Ecosystem, PortBasis, PortKind, PortStatus } from '@/lib/compute/ports';
import type { Micros } from '@/lib/core/amount';
import type { Hour } from '@/lib/core/hours';
import type { Layout, MemoryFit, MemoryUse } from '@/lib/profiling/memory-fit';
import type { Evidence, Note } from '@/lib/profiling/note';
import type { FigureNote } from './figure-note';
import type { Grade, Shape, UnitKind } from './job';
import type { NearMiss } from './near-miss';
import type { OrderOption, PricedLot } from './order';
import type { ProviderRecord } from './pool';

/** A figure with its source, or why it isn't known (P-6): no default stands in for a measurement. */
export type Figure<T = number> =
  | { readonly known: true; readonly value: T; readonly source: FigureNote }
  | { readonly known: false; readonly why: FigureNote };

/** `hours` consecutive hours from `hour` at one price, a decimal string of micros per card-hour. */
export interface PriceRun {
  readonly hour: Hour;
  readonly hours: number;
  readonly priceMicros: string;
}

/** One pool of a quote: what it is, what it does of the job, and its part of the price sheet (M-6). */
export interface QuotePool {
  readonly poolId: string;
  readonly code: string;
  readonly name: string;
  readonly organizationId: string;
  readonly providerName: string;
  readonly chip: string;
  readonly region: string;
  readonly grade: Grade;
  readonly serviceLevelVersion: number;
  /** What late units are credited (S-5); absent in quotes made before it was kept. */
  readonly lateCreditBpsPerHour?: number;
  readonly lateCreditCapBps?: number;
  /** The least it sells (M-1); absent in quotes made before it was kept. */
  readonly lotCards?: number;
  readonly cardHours: number;
  /** Share of the whole job done here, 0 … 1. */
  readonly workShare: number;
  /** The first hour the job's data can be here; no placement starts before it. */
  readonly readyHour: Hour;
  /** The prices from readyHour to the quote's end at the moment it was made. */
  readonly prices: readonly PriceRun[];
}

/** Whether the job runs on a chip of the quote without a port, and who says so; stored as codes and names (P-6). */
export interface QuotePort {
  readonly chip: string;
  readonly kind: PortKind;
  readonly status: PortStatus;
  readonly basis: PortBasis;
  readonly ecosystem: Ecosystem;
  /** The model or renderer asked about; null where the job names none that is known. */
  readonly subject: string | null;
  /** The software a document speaks of, and the document with its version. */
  readonly source: { readonly engine: string; readonly document: string } | null;
}

/** Everything a quote shows and was made from (M-6, P-6); stored with it, so it holds no bigint. */
export interface QuoteFacts {
  readonly shape: Shape;
  readonly option: readonly OrderOption[];
  readonly lots: readonly PricedLot[];
  readonly pools: readonly QuotePool[];
  /** Chip of the pool that does most of the job. */
  readonly chip: string;
  /** A block's gang; a spread's most cards at once. */
  readonly cards: number;
  /** Card-hours reserved and paid. */
  readonly cardHours: number;
  readonly cardHoursP50: number;
  readonly cardHoursP90: number;
  /** Exclusive: the hour at whose start the work is likely, and in the slow case, done. */
  readonly finishHourP50: Hour;
  readonly finishHourP90: Hour;
  readonly units: { readonly kind: UnitKind; readonly count: string };
  readonly energyKwh: Figure;
  readonly carbonKg: Figure;
  readonly transferHours: Figure;
  readonly latencyMs: Figure;
  readonly providerRecord: Figure<ProviderRecord>;
  readonly evidence: readonly Evidence[];
  readonly assumptions: readonly Note[];
  /** How the job fits its least cards and why not fewer; null for rendering. */
  readonly fit: MemoryFit | null;
  /** How the quoted gang or instance is divided. */
  readonly layout: Layout | null;
  /** One for each chip, most work first; empty for card-hours, absent in quotes made before it was said. */
  readonly ports?: readonly QuotePort[];
  /** What each card keeps in it; absent in quotes made before it was kept. */
  readonly use?: MemoryUse | null;
  /** The price sheet it was made at: the committed round and, where one ran since, the indicative round (M-6). */
  readonly priceSheet: { readonly roundNumber: number | null; readonly indicativeAt?: string | null };
}

/** A quote before it has an id: `totalMicros` includes tax and is the most that can be charged (P-6, M-19). */
export interface QuoteDraft {
  readonly poolIds: readonly string[];
  readonly taxMicros: Micros;
  readonly taxBps: number;
  readonly totalMicros: Micros;
  readonly startHour: Hour;
  /** Exclusive. */
  readonly endHour: Hour;
  readonly facts: QuoteFacts;
  readonly termsVersion: number;
  readonly profileVersion: string;
  readonly expiresAt: Date;
}

/** A pool the job can't run in now, with every constraint that failed (M-3). */
export interface PoolNearMiss {
  readonly poolId: string;
  readonly code: string;
  readonly name: string;
  readonly chip: string;
  readonly region: string;
  readonly misses: readonly NearMiss[];
}
