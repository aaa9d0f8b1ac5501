/** The parts of a round, as the bench names them. */
export type RoundPhase =
  | 'read'
  | 'engine'
  | 'freshness'
  | 'record'
  | 'prices'
  | 'fills'
  | 'reasons'
  | 'audit';

/** Runs one part of a round; a bench measures it. */
export type Timed = <T>(phase: RoundPhase, work: () => Promise<T>) => Promise<T>;

export const untimed: Timed = (_phase, work) => work();
