import type { Chip } from '@/lib/compute/chip';
import { roundTrip } from '@/lib/compute/distance';
import { regionByCode } from '@/lib/compute/regions';
import { type FigureNote, figureNote } from './figure-note';
import type { JobSpec } from './job';
import type { PoolFacts, ProviderRecord } from './pool';
import type { Figure } from './quote';
import { transferHoursOf } from './transfer';

/** One pool's part of a placement, as its figures need it. */
export interface FigurePart {
  readonly pool: PoolFacts;
  readonly chip: Chip;
  /** Card-hours likely used in the pool (p50 × its share of the work). */
  readonly likelyCardHours: number;
}

/** Fewer ended leases than this say nothing about a provider (P-6). */
export const RECORD_LEASES_MIN = 5;

const known = <T>(value: T, source: FigureNote): Figure<T> => ({ known: true, value, source });
const unknown = (why: FigureNote): { readonly known: false; readonly why: FigureNote } => ({
  known: false,
  why,
});

function partEnergy({ pool, chip, likelyCardHours }: FigurePart): Figure {
  if (chip.tdpWatts === null) return unknown(figureNote('power_unknown', { chip: chip.name }));
  if (pool.pue === null) return unknown(figureNote('pue_unknown', { pool: pool.name }));
  return known(
    (likelyCardHours * chip.tdpWatts * pool.pue) / 1000,
    figureNote('energy_tdp', { cardHours: likelyCardHours, watts: chip.tdpWatts, pue: pool.pue }),
  );
}

function partCarbon(part: FigurePart): Figure {
  const energy = partEnergy(part);
  if (!energy.known) return unknown(figureNote('energy_unknown'));
  const carbon = regionByCode(part.pool.region)?.carbon ?? null;
  if (carbon === null) return unknown(figureNote('carbon_unknown', { region: part.pool.region }));
  const { kgCo2PerKwh, grid, year, source } = carbon;
  return known(
    energy.value * kgCo2PerKwh,
    figureNote('carbon_grid', { kgPerKwh: kgCo2PerKwh, grid, year: String(year), source }),
  );
}

function sum(figures: readonly Figure[], several: FigureNote): Figure {
  let total = 0;
  for (const figure of figures) {
    if (!figure.known) return figure;
    total += figure.value;
  }
  const [only] = figures;
  return figures.length === 1 && only ? only : known(total, several);
}

/** Energy in kWh: likely card-hours × rated power × PUE, which it says is a proxy (O-6, P-6). */
export const energyKwh = (parts: readonly FigurePart[]): Figure =>
  sum(parts.map(partEnergy), figureNote('energy_several', { pools: parts.length }));

/** Carbon in kg: energy × the factor of each region's grid (O-6, P-6). */
export const carbonKg = (parts: readonly FigurePart[]): Figure =>
  sum(parts.map(partCarbon), figureNote('carbon_several', { pools: parts.length }));

/** Hours to bring the data in and the result out, the slowest pool's (P-6). */
export function transferFigure(spec: JobSpec, pools: readonly PoolFacts[]): Figure {
  const { dataInGb, dataOutGb } = spec;
  if (dataInGb === undefined || dataOutGb === undefined) return unknown(figureNote('data_unknown'));
  let slowestHours = -1;
  let source = figureNote('data_unknown');
  for (const pool of pools) {
    const hours = transferHoursOf(spec, pool);
    if (hours.in === null || hours.out === null)
      return unknown(figureNote('line_unknown', { pool: pool.name }));
    if (hours.in + hours.out <= slowestHours) continue;
    slowestHours = hours.in + hours.out;
    const lines = { inMbits: pool.ingressMbits ?? '–', outMbits: pool.egressMbits ?? '–' };
    source = figureNote('transfer_lines', { inGb: dataInGb, outGb: dataOutGb, ...lines });
  }
  return slowestHours < 0 ? unknown(source) : known(slowestHours, source);
}

function poolLatency(home: string, pool: PoolFacts): Figure {
  const from = regionByCode(home);
  const to = regionByCode(pool.region);
  const trip = from && to ? roundTrip(from, to) : null;
  if (trip === null) return unknown(figureNote('route_unknown', { from: home, to: pool.region }));
  const site = pool.latencyMs ?? 0;
  const facts = { from: home, to: pool.region, highMs: trip.highMs + site, siteMs: site };
  return known(
    trip.typicalMs + site,
    figureNote(pool.latencyMs === null ? 'latency_fibre' : 'latency_estimate', facts),
  );
}

/** Round trip in ms from the buyer's region to the farthest pool (P-6). */
export function latencyFigure(spec: JobSpec, pools: readonly PoolFacts[]): Figure {
  const home = spec.homeRegion;
  if (home === undefined) return unknown(figureNote('home_unknown'));
  const figures = pools.map((pool) => poolLatency(home, pool));
  const missing = figures.find((figure) => !figure.known);
  if (missing) return missing;
  const [first, ...others] = figures.filter((figure) => figure.known);
  if (!first) return unknown(figureNote('home_unknown'));
  return others.reduce((farthest, figure) => (figure.value > farthest.value ? figure : farthest), first);
}

/** The provider's record, from five ended leases on (P-6). */
export function recordFigure(pools: readonly PoolFacts[]): Figure<ProviderRecord> {
  const [first] = pools;
  if (!first || pools.some(({ organizationId }) => organizationId !== first.organizationId))
    return unknown(figureNote('several_providers', { pools: pools.length }));
  const leases = first.record?.leases ?? 0;
  return first.record === null || leases < RECORD_LEASES_MIN
    ? unknown(figureNote('record_short', { leases, least: RECORD_LEASES_MIN }))
    : known(first.record, figureNote('record_leases', { leases }));
}
