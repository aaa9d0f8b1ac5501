import { atHour } from '@/lib/clearing/book';
import { generateBook } from '@/lib/clearing/generate-book';
import { CHIPS, type Chip } from '@/lib/compute/chips';
import { REGIONS } from '@/lib/compute/regions';
import { firstSellableHour } from '@/lib/core/hours';
import { mulberry32 } from '@/lib/core/prng';
import { JobSpec } from '@/lib/market/job';
import type { PoolFacts } from '@/lib/market/pool';
import { type PoolHourRow, type PriceSheet, priceSheet } from '@/lib/market/price-sheet';
import type { MarketTerms } from '@/lib/market/terms';

/** A market to quote from: pools of many chips and the price sheet of one moment, partly sold, partly priced above ask. */
export interface SampleMarket {
  readonly pools: readonly PoolFacts[];
  readonly rows: readonly PoolHourRow[];
  readonly sheet: PriceSheet;
}

export const SAMPLE_NOW = new Date('2026-11-23T08:40:00Z');
const GRADES = ['bronze', 'silver', 'gold'] as const;
const CARDS_PER_SERVER = 8;

const COMMON_CHIPS: readonly Chip[] = CHIPS.filter(({ memoryGb }) => memoryGb !== null && memoryGb >= 16);

function poolFacts(id: string, p: number, cards: number, random: () => number): PoolFacts {
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
  return {
    id,
    code: `CN-${p}`,
    name: `Pool ${p}`,
    organizationId: `org_${p % 100}`,
    providerName: `Provider ${p % 100}`,
    controllingGroup: null,
    status: 'active',
    chip: pick(COMMON_CHIPS).key,
    cards,
    cardsPerServer: CARDS_PER_SERVER,
    lotCards: random() < 0.5 ? 1 : CARDS_PER_SERVER,
    region: pick(REGIONS).code,
    serverInterconnectGbs: 900,
    networkGbits: 3200,
    ingressMbits: 10_000,
    egressMbits: 10_000,
    pue: 1.1 + 0.4 * random(),
    greenShare: random(),
    latencyMs: 2,
    grade: pick(GRADES),
    serviceLevelVersion: 1,
    record: null,
  };
}

/** Asks and cards of a generated book; a third of the cards is sold, a third of the pool-hours priced above ask. */
export function sampleMarket(pools: number, hours: number, seed: number, terms: MarketTerms): SampleMarket {
  const random = mulberry32(seed);
  const fromHour = firstSellableHour(SAMPLE_NOW, terms.leadMinutes);
  const book = generateBook({ pools, orders: 0, hours, load: 1, spread: 0, seed });
  const facts = book.pools.map((pool, p) => poolFacts(pool.id, p, atHour(pool.cards, 0), random));
  const rows = book.pools.flatMap((pool) =>
    Array.from({ length: hours }, (_, at): PoolHourRow => {
      const offeredCards = atHour(pool.cards, at);
      const ask = atHour(pool.ask, at);
      const priced = random() < 1 / 3 ? Math.round(ask * (1 + random() / 2)) : null;
      return {
        poolId: pool.id,
        hour: fromHour + at,
        offeredCards,
        reservedCards: Math.floor(offeredCards * random() * (2 / 3)),
        askMicros: BigInt(ask),
        priceMicros: priced === null ? null : BigInt(priced),
      };
    }),
  );
  return { pools: facts, rows, sheet: layOut(facts, rows, fromHour, hours, terms) };
}

/** Lays the rows out as the sheet instant orders pay by, with what is kept for rounds taken off. */
export const layOut = (
  pools: readonly PoolFacts[],
  rows: readonly PoolHourRow[],
  fromHour: number,
  hours: number,
  terms: MarketTerms,
): PriceSheet =>
  priceSheet(rows, new Map(pools.map(({ id, lotCards }) => [id, lotCards])), {
    fromHour,
    toHour: fromHour + hours,
    roundNumber: 1,
    protectedFrom: { terms, now: SAMPLE_NOW },
  });

/** Seeded jobs of one kind, of sizes that differ a hundredfold; windows from two days to the horizon. */
export function sampleJobs(kind: JobKindName, count: number, hours: number, seed: number): JobSpec[] {
  const random = mulberry32(seed);
  const firstHour = firstSellableHour(SAMPLE_NOW, 0);
  return Array.from({ length: count }, () => {
    const size = 10 ** (2 * random() - 1);
    const deadlineHour = firstHour + Math.floor(48 + random() * (hours - 48));
    return JobSpec.parse({
      earliestHour: firstHour,
      deadlineHour,
      constraints: {},
      homeRegion: 'CN-BJ',
      dataInGb: 100,
      dataOutGb: 10,
      ...JOBS[kind](size),
    });
  });
}

const LARGE_MODEL = { paramsTotalB: 70.6, paramsActiveB: 70.6 };

/** A job of each kind at a size; 1 is a middling one. */
const JOBS = {
  training: (size: number) => ({
    kind: 'training',
    paramsTotalB: 8.03,
    paramsActiveB: 8.03,
    precision: 'bf16',
    tokensB: size,
    method: 'full',
  }),
  serving: (size: number) => ({
    kind: 'inference',
    ...LARGE_MODEL,
    precision: 'fp8',
    promptTokens: 1000,
    outputTokens: 500,
    demand: { mode: 'serving', outputTokensPerS: 500 * size, hours: 24 },
  }),
  batch: (size: number) => ({
    kind: 'inference',
    ...LARGE_MODEL,
    precision: 'fp8',
    promptTokens: 1000,
    outputTokens: 500,
    demand: { mode: 'batch', totalTokensM: 500 * size },
  }),
  rendering: (size: number) => ({
    kind: 'rendering',
    renderer: 'blender-cycles',
    frames: Math.ceil(5000 * size),
    widthPx: 1920,
    heightPx: 1080,
    calibrationSecondsPerFrame: 40,
    calibrationChip: 'rtx-4090',
    sceneMemoryGb: 12,
  }),
} as const;

export type JobKindName = keyof typeof JOBS;
export const JOB_KINDS = Object.keys(JOBS) as readonly JobKindName[];
