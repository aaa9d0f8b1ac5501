import type { MeasuredPairs } from '@/lib/compute/ports';
import { type Hour, hourStart } from '@/lib/core/hours';
import type { Evidence, Note } from '@/lib/profiling/note';
import { PROFILE_VERSION } from '@/lib/profiling/profile';
import { type JobSpec, jobShape, jobUnits } from './job';
import type { JobOption } from './job-option';
import { quotePorts } from './job-port';
import type { Placement } from './placement';
import type { PoolSheet, PriceSheet } from './price-sheet';
import type { PriceRun, QuoteDraft, QuoteFacts, QuotePool } from './quote';
import {
  carbonKg,
  energyKwh,
  type FigurePart,
  latencyFigure,
  recordFigure,
  transferFigure,
} from './quote-figures';
import { taxIn } from './tax';
import type { MarketTerms } from './terms';

/** What a pool does of a placement. */
interface Part extends FigurePart {
  readonly option: JobOption;
  readonly cardHours: number;
  readonly workShare: number;
}

/** Prices of [fromHour, toHour) with equal neighbours joined. */
export function priceRuns(sheet: PoolSheet, fromHour: Hour, toHour: Hour): PriceRun[] {
  const runs: PriceRun[] = [];
  const end = Math.min(toHour - sheet.fromHour, sheet.prices.length);
  for (let at = Math.max(0, fromHour - sheet.fromHour); at < end; at++) {
    const priceMicros = String(sheet.prices[at] ?? 0);
    const last = runs.at(-1);
    if (last && last.priceMicros === priceMicros) runs[runs.length - 1] = { ...last, hours: last.hours + 1 };
    else runs.push({ hour: sheet.fromHour + at, hours: 1, priceMicros });
  }
  return runs;
}

function partsOf(placement: Placement): Part[] {
  return placement.options.map((option) => {
    const lots = placement.lots.filter(({ poolId }) => poolId === option.option.poolId);
    const cardHours = lots.reduce((sum, { cards, hours }) => sum + cards * hours, 0);
    const { sized, pool, chip } = option;
    const workShare = 'cardHours' in option.option ? Math.min(1, cardHours / option.option.cardHours) : 1;
    return { option, cardHours, workShare, pool, chip, likelyCardHours: sized.cardHoursP50 * workShare };
  });
}

/** The hour at whose start the likely (p50) case is done: a block's run time, a spread's share of its lots. */
function likelyFinishHour(placement: Placement, parts: readonly Part[]): Hour {
  const [first] = placement.options;
  if (first && 'cards' in first.option)
    return (
      placement.startHour + Math.min(first.option.hours, Math.max(1, Math.ceil(first.sized.runtimeHoursP50)))
    );
  const workOfHour = new Map<Hour, number>();
  for (const { poolId, hour, hours, cards } of placement.lots) {
    const sized = parts.find(({ pool }) => pool.id === poolId)?.option.sized;
    const likelyCardHours = sized === undefined ? 1 : sized.cardHoursP50;
    for (let h = hour; h < hour + hours; h++)
      workOfHour.set(h, (workOfHour.get(h) ?? 0) + cards / likelyCardHours);
  }
  let work = 0;
  for (const [hour, done] of [...workOfHour].sort(([a], [b]) => a - b)) {
    work += done;
    if (work >= 1) return hour + 1;
  }
  return placement.endHour;
}

const quotePool = (part: Part, sheet: PriceSheet, endHour: Hour): QuotePool => {
  const { pool, option } = part;
  const poolSheet = sheet.pools.get(pool.id);
  return {
    poolId: pool.id,
    code: pool.code,
    name: pool.name,
    organizationId: pool.organizationId,
    providerName: pool.providerName,
    chip: pool.chip,
    region: pool.region,
    grade: pool.grade,
    serviceLevelVersion: pool.serviceLevelVersion,
    lateCreditBpsPerHour: pool.lateCreditBpsPerHour,
    lateCreditCapBps: pool.lateCreditCapBps,
    lotCards: pool.lotCards,
    cardHours: part.cardHours,
    workShare: part.workShare,
    readyHour: option.readyHour,
    prices: poolSheet ? priceRuns(poolSheet, option.readyHour, endHour) : [],
  };
};

const unique = <T>(items: readonly T[], keyOf: (item: T) => string): T[] => [
  ...new Map(items.map((item) => [keyOf(item), item])).values(),
];

function mostCardsAtOnce(placement: Placement): number {
  const cardsOfHour = new Map<Hour, number>();
  for (const { hour, hours, cards } of placement.lots)
    for (let h = hour; h < hour + hours; h++) cardsOfHour.set(h, (cardsOfHour.get(h) ?? 0) + cards);
  return Math.max(0, ...cardsOfHour.values());
}

function factsOf(
  spec: JobSpec,
  placement: Placement,
  sheet: PriceSheet,
  measured: MeasuredPairs | undefined,
): QuoteFacts {
  const parts = partsOf(placement);
  const byWork = [...parts].sort((a, b) => b.workShare - a.workShare);
  const pools = parts.map(({ pool }) => pool);
  const main = parts.reduce((most, part) => (part.workShare > most.workShare ? part : most));
  const units = jobUnits(spec);
  const evidence = parts.flatMap(({ option }): readonly Evidence[] => option.profile.evidence);
  const assumptions = parts.flatMap(({ option }): readonly Note[] => [
    ...option.sized.notes,
    ...option.profile.assumptions,
  ]);
  const share = (of: (option: JobOption) => number) =>
    parts.reduce((sum, { option, workShare }) => sum + of(option) * workShare, 0);
  return {
    shape: jobShape(spec),
    option: placement.options.map(({ option }) => option),
    lots: placement.lots,
    pools: parts.map((part) => quotePool(part, sheet, placement.endHour)),
    chip: main.pool.chip,
    cards: mostCardsAtOnce(placement),
    cardHours: parts.reduce((sum, { cardHours }) => sum + cardHours, 0),
    cardHoursP50: share(({ sized }) => sized.cardHoursP50),
    cardHoursP90: share(({ sized }) => sized.cardHoursP90),
    finishHourP50: likelyFinishHour(placement, parts),
    finishHourP90: placement.endHour,
    units: { kind: units.kind, count: units.units.toString() },
    energyKwh: energyKwh(parts),
    carbonKg: carbonKg(parts),
    transferHours: transferFigure(spec, pools),
    latencyMs: latencyFigure(spec, pools),
    providerRecord: recordFigure(pools),
    evidence: unique(evidence, ({ id }) => id),
    assumptions: unique(assumptions, (item) => JSON.stringify(item)),
    fit: main.option.profile.fit,
    layout: main.option.sized.layout,
    ports: quotePorts(
      spec,
      byWork.map(({ chip }) => chip),
      measured,
    ),
    use: main.option.sized.use ?? null,
    priceSheet: { roundNumber: sheet.roundNumber, indicativeAt: sheet.indicativeAt ?? null },
  };
}

/** When a quote ends: after its life, at the next main round, or at its placement's lead time, whichever is first (M-6, M-19). */
export function quoteExpiry(now: Date, terms: MarketTerms, nextRoundAt: Date, startHour: Hour): Date {
  const lead = hourStart(startHour).getTime() - terms.leadMinutes * 60_000;
  return new Date(Math.min(now.getTime() + terms.quoteLifeSeconds * 1000, nextRoundAt.getTime(), lead));
}

/** A binding quote for a placement, with every figure of P-6 and its part of the price sheet (M-6). */
export function draftQuote(
  spec: JobSpec,
  placement: Placement,
  sheet: PriceSheet,
  terms: MarketTerms,
  now: Date,
  nextRoundAt: Date,
  measured?: MeasuredPairs,
): QuoteDraft {
  return {
    poolIds: placement.options.map(({ option }) => option.poolId),
    taxMicros: taxIn(placement.costMicros, terms.taxBps),
    taxBps: terms.taxBps,
    totalMicros: placement.costMicros,
    startHour: placement.startHour,
    endHour: placement.endHour,
    facts: factsOf(spec, placement, sheet, measured),
    termsVersion: terms.version,
    profileVersion: PROFILE_VERSION,
    expiresAt: quoteExpiry(now, terms, nextRoundAt, placement.startHour),
  };
}
