import { assert } from './assert';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** What an id's prefix says it names. */
export const ID_PREFIXES = {
  organization: 'org',
  person: 'per',
  session: 'ses',
  apiKey: 'key',
  pool: 'pol',
  availability: 'avl',
  job: 'job',
  quote: 'quo',
  order: 'ord',
  round: 'rnd',
  indicativeRound: 'ind',
  trade: 'trd',
  lease: 'lea',
  delivery: 'dlv',
  dispute: 'dsp',
  statement: 'dst',
  evidence: 'evi',
  account: 'acc',
  posting: 'pst',
  hold: 'hld',
  payment: 'pay',
  budget: 'bud',
  audit: 'aud',
  request: 'req',
  import: 'imp',
} as const;

export type IdKind = keyof typeof ID_PREFIXES;

const TAIL_LENGTH = 12;

function timePart(timeMs: number): string {
  let time = '';
  for (let rest = Math.floor(timeMs), i = 0; i < 9; i++, rest = Math.floor(rest / 32))
    time = ALPHABET[rest % 32] + time;
  return time;
}

/** An id that sorts by time of making: prefix, 9 characters of milliseconds, 12 of the given 60 random bits. */
export function makeId(kind: IdKind, timeMs: number, random: Uint8Array): string {
  assert(random.length >= TAIL_LENGTH, 'ids', { bytes: random.length });
  let tail = '';
  for (let i = 0; i < TAIL_LENGTH; i++) tail += ALPHABET[(random[i] ?? 0) % 32];
  return `${ID_PREFIXES[kind]}_${timePart(timeMs)}${tail}`;
}

/** An id that tells the month it was made in and no more: its time is the month's first instant, UTC. */
export function idOfMonth(kind: IdKind, id: string, at: Date): string {
  const month = Date.UTC(at.getUTCFullYear(), at.getUTCMonth());
  return `${ID_PREFIXES[kind]}_${timePart(month)}${id.slice(-TAIL_LENGTH)}`;
}

/** Compares two ids by code unit, the order every sorted file and lock order uses. */
export const compareIds = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
