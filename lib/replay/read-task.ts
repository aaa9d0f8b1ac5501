import { resolveChip } from '@/lib/compute/resolve-chip';
import { ok, type Result, refuse } from '@/lib/core/result';
import type { CsvRow } from './read-offer';

/** What a trace in the format of openb_pod_list_*.csv must have. */
export const TASK_COLUMNS = [
  'name',
  'num_gpu',
  'gpu_milli',
  'gpu_spec',
  'creation_time',
  'deletion_time',
  'scheduled_time',
] as const;

/** A traced pod as a job: whole cards for whole hours. */
export interface Task {
  readonly name: string;
  readonly cards: number;
  /** It asked for a part of a card and gets one. */
  readonly wasFraction: boolean;
  /** Run time, rounded up. */
  readonly hours: number;
  /** Chip keys any of which will do; empty means any chip. */
  readonly chips: readonly string[];
  /** Seconds from the trace's origin. */
  readonly createdAtS: number;
}

export type TaskRefusal =
  | 'no_gpu'
  | 'no_run_time'
  | 'longer_than_horizon'
  | 'undisclosed_chip'
  | 'unknown_chip'
  | 'malformed';

const WHOLE = /^\d{1,12}(\.0*)?$/;
const wholeOf = (text: string | undefined): number | null =>
  WHOLE.test(text ?? '') ? Math.trunc(Number(text)) : null;

/** The chips a task names, any of which will do (`V100M16|V100M32`); undisclosed codes among known ones are left out. */
function chipsOf(spec: string): Result<readonly string[], 'undisclosed_chip' | 'unknown_chip'> {
  const names = spec.split('|').filter((name) => name.trim() !== '');
  const read = names.map((name) => resolveChip(name));
  const chips = read.flatMap((one) => (one.ok ? [one.value.chip.key] : []));
  if (names.length === 0 || chips.length > 0) return ok([...new Set(chips)]);
  const undisclosed = read.some((one) => !one.ok && one.refusal.code === 'undisclosed_chip');
  return refuse(undisclosed ? 'undisclosed_chip' : 'unknown_chip', { found: spec });
}

/** Reads one line of a trace as a task of at most `horizonHours`, or says by code why it can't be one. */
export function readTask(row: CsvRow, horizonHours: number): Result<Task, TaskRefusal> {
  const cards = wholeOf(row.num_gpu);
  const createdAtS = wholeOf(row.creation_time);
  if (cards === null || createdAtS === null) return refuse('malformed', { name: row.name ?? '' });
  if (cards === 0) return refuse('no_gpu');
  const [start, end] = [wholeOf(row.scheduled_time), wholeOf(row.deletion_time)];
  if (start === null || end === null || end <= start) return refuse('no_run_time');
  const hours = Math.ceil((end - start) / 3600);
  if (hours > horizonHours) return refuse('longer_than_horizon', { hours, horizonHours });
  const chips = chipsOf(row.gpu_spec ?? '');
  if (!chips.ok) return chips;
  const wasFraction = cards === 1 && (wholeOf(row.gpu_milli) ?? 1000) < 1000;
  return ok({ name: row.name ?? '', cards, wasFraction, hours, chips: chips.value, createdAtS });
}
