import { setTimeout as sleep } from 'node:timers/promises';
import { ServiceError } from '../errors';
import type { Student, StudyAnswers, StudyInputs, StudyKind } from './study';

/** How a study stands. An answer says at which instant of the market it was asked for. */
export type StudyState<K extends StudyKind> =
  | { readonly state: 'done'; readonly askedAt: Date; readonly answer: StudyAnswers[K] }
  | { readonly state: 'running'; readonly steps: number }
  | { readonly state: 'failed' };

export interface StudyRequest<K extends StudyKind> {
  readonly kind: K;
  /** Equal keys ask for the same study. */
  readonly key: string;
  /** Who may have only one study of this kind running; without it nobody is counted. */
  readonly asker?: string;
  readonly now: Date;
  readonly load: () => Promise<StudyInputs[K]>;
}

/** Hands studies out, remembers their answers and says how far they are. */
export interface StudyDesk {
  find<K extends StudyKind>(kind: K, key: string): StudyState<K> | null;
  /**
   * Promises the study's state when it is done, or after a while `running`: ask again then. Begins it unless it runs
   * or its answer stands; `afresh` doesn't take an answer that stands for longer than a minute.
   */
  ask<K extends StudyKind>(request: StudyRequest<K>, afresh?: boolean): Promise<StudyState<K>>;
  /** How many studies of a kind run or wait for their turn. */
  readonly running: (kind: StudyKind) => number;
}

const ANSWERS_MAX = 1000;
/** Of each kind, so that long searches don't lock out what takes seconds. */
const RUNNING_MAX = 6;
const WAIT_MS = 20_000;
const FRESH_MS = 60_000;

interface Entry<K extends StudyKind> {
  state: StudyState<K>;
  /** Wall clock, for how long an answer stands. */
  readonly begunMs: number;
  done: Promise<void>;
}

type Shelves = { readonly [K in StudyKind]: Map<string, Entry<K>> };

/** A desk of this process: answers are kept in memory, the oldest leave first. */
export function makeStudyDesk(student: Student): StudyDesk {
  const shelves: Shelves = {
    verify: new Map(),
    unfilled: new Map(),
    leastLimit: new Map(),
    day: new Map(),
  };
  const running = new Set<Pick<StudyRequest<StudyKind>, 'kind' | 'asker'>>();
  const runningOf = (kind: StudyKind) => [...running].filter((other) => other.kind === kind);

  function begin<K extends StudyKind>({ kind, key, asker, now, load }: StudyRequest<K>): Entry<K> {
    const others = runningOf(kind);
    const hasOne = asker !== undefined && others.some((other) => other.asker === asker);
    if (hasOne || others.length >= RUNNING_MAX) throw new ServiceError('rate_limited');
    const mine = { kind, asker };
    running.add(mine);
    const shelf: Map<string, Entry<K>> = shelves[kind];
    const entry: Entry<K> = {
      state: { state: 'running', steps: 0 },
      begunMs: Date.now(),
      done: Promise.resolve(),
    };
    const study = async () => {
      try {
        const answer = await student(kind, await load(), (steps) => {
          entry.state = { state: 'running', steps };
        });
        entry.state = { state: 'done', askedAt: now, answer };
      } catch (error) {
        entry.state = { state: 'failed' };
        throw error;
      } finally {
        running.delete(mine);
      }
    };
    entry.done = study();
    entry.done.catch(() => undefined);
    shelf.delete(key);
    shelf.set(key, entry);
    for (const [oldest, { state }] of shelf)
      if (shelf.size > ANSWERS_MAX && state.state !== 'running') shelf.delete(oldest);
    return entry;
  }

  return {
    running: (kind) => runningOf(kind).length,
    find: (kind, key) => shelves[kind].get(key)?.state ?? null,
    async ask(request, afresh = false) {
      const known = shelves[request.kind].get(request.key);
      const stands =
        known?.state.state === 'running' ||
        (known?.state.state === 'done' && !(afresh && Date.now() - known.begunMs > FRESH_MS));
      const entry = known && stands ? known : begin(request);
      await Promise.race([entry.done, sleep(WAIT_MS, undefined, { ref: false })]);
      return entry.state;
    },
  };
}
