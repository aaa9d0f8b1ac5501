import { orders } from '@/db/schema';
import type { Member, Stage } from '@/db/seed/stage';
import { assert } from '@/lib/core/assert';
import { hourOf } from '@/lib/core/hours';
import { asServiceError } from '@/lib/services/errors';
import { acceptQuote } from '@/lib/services/orders/accept-quote';
import { bookSandbox } from '@/lib/services/payments/book-sandbox';
import { describeJob } from '@/lib/services/quoting/describe-job';
import { listPool } from '@/lib/services/supply/list-pool';
import { setPoolStatus } from '@/lib/services/supply/set-pool-status';
import { topUp } from '@/lib/services/wallet/top-up';
import { type Attempt, CARDS, capacityFaults, heldBy, loserFaults, soldOf } from './oversell-faults';

export const BUYERS = 50;
/** A buyer in ten has a wallet too small for anything. */
const POOR_EVERY = 10;
export const WALLET = '1000.00';
const ASK = '2.00';

/** What the buyers of one trial want of the same eight cards, at once. */
export interface Trial {
  readonly name: string;
  /** Consecutive hours every job takes, from the pool's first: no job can evade the others. */
  readonly hours: number;
  readonly cardsOf: (buyer: number) => number;
}

/** All want one card; some want gangs; all want two hours; gangs of which few fit together. */
export const TRIALS: readonly Trial[] = [
  { name: '1 card each', hours: 1, cardsOf: () => 1 },
  { name: '1 to 4 cards', hours: 1, cardsOf: (buyer) => 1 + (buyer % 4) },
  { name: '1 card, 2 hours', hours: 2, cardsOf: () => 1 },
  { name: '5 or 3 cards', hours: 1, cardsOf: (buyer) => (buyer % 2 ? 5 : 3) },
];

export interface TrialResult {
  readonly name: string;
  /** In card-hours, as all figures. */
  readonly offered: number;
  readonly wanted: number;
  readonly sold: number;
  readonly winners: number;
  readonly losers: ReadonlyMap<string, number>;
  readonly tookMs: number;
  /** What shouldn't be; empty when all is well. */
  readonly faults: readonly string[];
}

export interface OversellCast {
  readonly provider: Member;
  readonly buyers: readonly Member[];
}

/** Puts the same amount into every wallet. */
export async function fillWallets(
  stage: Stage,
  buyers: readonly Member[],
  amount: string,
  now: Date,
): Promise<void> {
  for (const buyer of buyers) {
    const ctx = stage.as(buyer, now);
    const { paymentId } = await topUp(ctx, { requestId: stage.requestId(now), amount });
    await bookSandbox(stage.engine(now), paymentId);
  }
}

/** All buyers but the poor. */
export const wealthyOf = (buyers: readonly Member[]): readonly Member[] =>
  buyers.filter((_, at) => at % POOR_EVERY !== POOR_EVERY - 1);

const listCards = async (stage: Stage, provider: Member, name: string, now: Date): Promise<string> => {
  const { poolId } = await listPool(stage.as(provider, now), {
    name,
    chip: 'l40s',
    cards: CARDS,
    cardsPerServer: CARDS,
    lotCards: 1,
    region: 'DE',
    site: 'Hall 1',
    nodeCode: 'N0',
    asks: new Array<string>(24).fill(ASK),
    serviceLevel: { grade: 'bronze', startGraceMinutes: 30, lateCreditBpsPerHour: 0, lateCreditCapBps: 0 },
  });
  return poolId;
};

async function quoteOf(stage: Stage, buyer: Member, cards: number, hours: number, now: Date) {
  const earliestHour = hourOf(now) + 1;
  const { quotes } = await describeJob(stage.as(buyer, now), {
    name: 'Last cards',
    spec: {
      kind: 'card_hours',
      cards,
      hours,
      constraints: {},
      earliestHour,
      deadlineHour: earliestHour + hours,
    },
  });
  const [quote] = quotes;
  assert(quote, 'soak: no quote', { cards });
  return quote.id;
}

async function attempt(
  stage: Stage,
  buyer: Member,
  cards: number,
  quoteId: string,
  now: Date,
): Promise<Attempt> {
  try {
    const won = await acceptQuote(stage.as(buyer, now), { requestId: stage.requestId(now), quoteId });
    return { buyer, cards, won, refusal: null };
  } catch (error) {
    const refusal = asServiceError(error)?.details.refusal?.code ?? null;
    if (refusal === null) throw error;
    return { buyer, cards, won: null, refusal };
  }
}

/** One trial: a fresh pool of eight cards, fifty quotes, fifty acceptances at once. */
export async function runTrial(
  stage: Stage,
  cast: OversellCast,
  trial: Trial,
  number: number,
  now: Date,
): Promise<TrialResult> {
  const { db } = stage;
  const poolId = await listCards(stage, cast.provider, `Last cards ${number}`, now);
  const wants = cast.buyers.map((buyer, at) => ({ buyer, cards: trial.cardsOf(at + number) }));
  const quoteIds: string[] = [];
  for (const { buyer, cards } of wants) quoteIds.push(await quoteOf(stage, buyer, cards, trial.hours, now));
  const before = await heldBy(
    db,
    wants.map(({ buyer }) => buyer.organizationId),
  );
  const ordersBefore = await db.asEngine((tx) => tx.$count(orders));
  const started = performance.now();
  const attempts = await Promise.all(
    wants.map(({ buyer, cards }, at) => attempt(stage, buyer, cards, quoteIds[at] ?? '', now)),
  );
  const tookMs = performance.now() - started;
  const sold = await soldOf(db, poolId);
  const winners = attempts.filter((one) => one.won).length;
  const faults = [
    ...capacityFaults(sold, attempts, trial.hours),
    ...(await loserFaults(db, attempts, before)),
  ];
  const placed = (await db.asEngine((tx) => tx.$count(orders))) - ordersBefore;
  if (placed !== winners) faults.push(`${winners} winners, ${placed} orders`);
  await setPoolStatus(stage.as(cast.provider, now), { poolId, status: 'suspended' });
  const losers = new Map<string, number>();
  for (const { refusal } of attempts)
    if (refusal !== null) losers.set(refusal, (losers.get(refusal) ?? 0) + 1);
  return {
    name: trial.name,
    offered: CARDS * trial.hours,
    wanted: wants.reduce((sum, want) => sum + want.cards * trial.hours, 0),
    sold: sold.reserved,
    winners,
    losers,
    tookMs,
    faults,
  };
}

/** The trial of a turn: the kinds take turns. */
export const trialOf = (turn: number): Trial => {
  const trial = TRIALS[turn % TRIALS.length];
  assert(trial, 'soak: trial', { turn });
  return trial;
};
