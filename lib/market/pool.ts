import type { Hour } from '@/lib/core/hours';
import type { MeasuredSite } from '@/lib/profiling/measured/measured-site';
import type { Grade } from './job';

export const POOL_STATUSES = ['issued', 'registered', 'active', 'suspended', 'revoked'] as const;
export type PoolStatus = (typeof POOL_STATUSES)[number];

/** What past leases of a pool's provider show; from five ended leases on (P-6). */
export interface ProviderRecord {
  readonly leases: number;
  /** Share of the units bought that were accepted, 0 … 1. */
  readonly deliveredShare: number;
  /** Share of leases finished by their last reserved hour, 0 … 1. */
  readonly onTimeShare: number;
}

/** A pool as matching sees it: the published row, its provider and its service level; null where not stated. */
export interface PoolFacts {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly organizationId: string;
  readonly providerName: string;
  readonly controllingGroup: string | null;
  readonly status: PoolStatus;
  /** Key of a chip in lib/compute. */
  readonly chip: string;
  readonly cards: number;
  readonly cardsPerServer: number;
  readonly lotCards: number;
  readonly region: string;
  /** Between cards of one server, GB/s both ways. */
  readonly serverInterconnectGbs: number | null;
  /** Between servers, Gbit/s per server. */
  readonly networkGbits: number | null;
  readonly ingressMbits: number | null;
  readonly egressMbits: number | null;
  readonly pue: number | null;
  readonly greenShare: number | null;
  /** Added at the site to the path from its region, ms; stated by the provider. */
  readonly latencyMs: number | null;
  readonly grade: Grade;
  readonly serviceLevelVersion: number;
  /** Credit on late units in basis points of their price, per full hour and at most (S-5). */
  readonly lateCreditBpsPerHour?: number;
  readonly lateCreditCapBps?: number;
  /** Null until the provider has any ended lease. */
  readonly record: ProviderRecord | null;
  /** What was measured on it and on its chip, of the kind of job asked about; absent where nothing was (P-5). */
  readonly measured?: MeasuredSite;
}

/** Who asks: nobody buys from pools under the same control (M-5). */
export interface Buyer {
  readonly organizationId: string;
  readonly controllingGroup: string | null;
}

/** Whether a pool belongs to the buyer or to its controlling group (M-5). */
export const sameControl = (
  pool: Pick<PoolFacts, 'organizationId' | 'controllingGroup'>,
  buyer: Buyer,
): boolean =>
  pool.organizationId === buyer.organizationId ||
  (pool.controllingGroup !== null &&
    pool.controllingGroup !== '' &&
    pool.controllingGroup === buyer.controllingGroup);

/** The most cards a gang is promised within one server: the server, or the lot where less is sold (M-1). */
export const linkedCards = (pool: Pick<PoolFacts, 'cardsPerServer' | 'lotCards'>): number =>
  Math.min(pool.cardsPerServer, pool.lotCards);

/** Whether a pool can sell a block of `cards`: a multiple of its lot, above one server whole servers (M-1). */
export const sellsBlock = (
  pool: Pick<PoolFacts, 'cards' | 'cardsPerServer' | 'lotCards'>,
  cards: number,
): boolean =>
  cards >= 1 &&
  cards <= pool.cards &&
  cards % pool.lotCards === 0 &&
  (cards <= pool.cardsPerServer || cards % pool.cardsPerServer === 0);

/** The least number of at least `cards` cards a pool sells as a block, whether or not it has as many (M-1). */
export function roundUpToBlock(pool: Pick<PoolFacts, 'cardsPerServer' | 'lotCards'>, cards: number): number {
  const lots = Math.ceil(cards / pool.lotCards) * pool.lotCards;
  return lots <= pool.cardsPerServer ? lots : Math.ceil(cards / pool.cardsPerServer) * pool.cardsPerServer;
}

/** The hours in which a job may use cards: [earliest, deadline) cut by what may still be sold and the horizon (M-16, M-18). */
export interface Window {
  readonly firstHour: Hour;
  /** Exclusive: the job's deadline. */
  readonly deadlineHour: Hour;
  /** Exclusive: no pool-hour beyond is sold yet. */
  readonly horizonHour: Hour;
  /** When data starts moving at the latest: the last instant a quote made now can be accepted, in fractional hours. */
  readonly acceptedByHour: number;
}
