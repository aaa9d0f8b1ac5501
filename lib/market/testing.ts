import { type Hour, hourOf } from '@/lib/core/hours';
import { type JobConstraints, JobSpec } from './job';
import type { Buyer, PoolFacts } from './pool';
import { type PoolHourRow, type PriceSheet, priceSheet } from './price-sheet';
import { DEFAULT_TERMS, type MarketTerms } from './terms';

/** A moment the tests of this folder happen at, 20 minutes before an hour. */
export const NOW = new Date('2026-11-23T08:40:00Z');
export const THIS_HOUR: Hour = hourOf(NOW);

export const TERMS: MarketTerms = { ...DEFAULT_TERMS, version: 1, validFromHour: 0 };

export const BUYER: Buyer = { organizationId: 'org_buyer', controllingGroup: 'Blue Group' };

/** A pool of 64 H100 cards in Ningxia that states everything. */
export const samplePool = (changes: Partial<PoolFacts> = {}): PoolFacts => ({
  id: 'pol_a',
  code: 'CNNX-R01-AAAA-01-X',
  name: 'Zhongwei A',
  organizationId: 'org_provider',
  providerName: 'Provider',
  controllingGroup: null,
  status: 'active',
  chip: 'h100-sxm-80gb',
  cards: 64,
  cardsPerServer: 8,
  lotCards: 8,
  region: 'CN-NX',
  serverInterconnectGbs: 900,
  networkGbits: 3200,
  ingressMbits: 10_000,
  egressMbits: 10_000,
  pue: 1.2,
  greenShare: 0.6,
  latencyMs: 2,
  grade: 'gold',
  serviceLevelVersion: 1,
  record: { leases: 12, deliveredShare: 0.99, onTimeShare: 0.95 },
  ...changes,
});

const window = { earliestHour: THIS_HOUR + 1, deadlineHour: THIS_HOUR + 200 };

/** 1 billion tokens of full training of an 8-billion-parameter model. */
export const trainingSpec = (changes: object = {}, constraints: Partial<JobConstraints> = {}): JobSpec =>
  JobSpec.parse({
    kind: 'training',
    ...window,
    constraints,
    homeRegion: 'CN-BJ',
    dataInGb: 100,
    dataOutGb: 50,
    model: 'Llama 3.1 8B',
    paramsTotalB: 8.03,
    paramsActiveB: 8.03,
    precision: 'bf16',
    tokensB: 1,
    method: 'full',
    seqLen: 4096,
    ...changes,
  });

/** 500 million tokens of batch inference with a 70-billion-parameter model. */
export const batchSpec = (changes: object = {}, constraints: Partial<JobConstraints> = {}): JobSpec =>
  JobSpec.parse({
    kind: 'inference',
    ...window,
    constraints,
    paramsTotalB: 70.6,
    paramsActiveB: 70.6,
    precision: 'fp8',
    promptTokens: 1000,
    outputTokens: 500,
    demand: { mode: 'batch', totalTokensM: 500 },
    ...changes,
  });

/** 50 000 frames calibrated on an RTX 4090. */
export const renderingSpec = (changes: object = {}, constraints: Partial<JobConstraints> = {}): JobSpec =>
  JobSpec.parse({
    kind: 'rendering',
    ...window,
    constraints,
    renderer: 'blender-cycles',
    frames: 5000,
    widthPx: 1920,
    heightPx: 1080,
    calibrationSecondsPerFrame: 40,
    calibrationChip: 'rtx-4090',
    sceneMemoryGb: 12,
    ...changes,
  });

/** Rows of one pool over `hours` hours from the next one: the same free cards and asks unless given by hour. */
export function sampleRows(
  pool: Pick<PoolFacts, 'id' | 'cards'>,
  hours: number,
  askOf: (at: number) => number = () => 10_000_000,
  freeOf: (at: number) => number = () => pool.cards,
): PoolHourRow[] {
  return Array.from({ length: hours }, (_, at) => ({
    poolId: pool.id,
    hour: THIS_HOUR + 1 + at,
    offeredCards: pool.cards,
    reservedCards: pool.cards - freeOf(at),
    askMicros: BigInt(askOf(at)),
    priceMicros: null,
  }));
}

/** A price sheet of pools with the given rows. */
export const sampleSheet = (
  pools: readonly Pick<PoolFacts, 'id' | 'lotCards'>[],
  rows: readonly PoolHourRow[],
  hours: number,
): PriceSheet =>
  priceSheet(rows, new Map(pools.map(({ id, lotCards }) => [id, lotCards])), {
    fromHour: THIS_HOUR + 1,
    toHour: THIS_HOUR + 1 + hours,
    roundNumber: 7,
  });
