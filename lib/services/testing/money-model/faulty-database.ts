import type { Database, Tx } from '@/db/client';

/** How a verb's way to its answer is disturbed. */
export const FAULTS = ['none', 'twice', 'killed_before_commit', 'killed_after_commit'] as const;
export type Fault = (typeof FAULTS)[number];

/** The process that ran a verb is gone; nobody hears its answer. */
export class Killed extends Error {}

/** A database whose process dies at its n-th transaction, before the commit or after it. */
export function killedAt(db: Database, nth: number, when: 'before' | 'after'): Database {
  let seen = 0;
  const killing =
    (run: <T>(fn: (tx: Tx) => Promise<T>) => Promise<T>) =>
    async <T>(fn: (tx: Tx) => Promise<T>): Promise<T> => {
      const dies = ++seen === nth;
      const result = await run(async (tx) => {
        const made = await fn(tx);
        if (dies && when === 'before') throw new Killed();
        return made;
      });
      if (dies) throw new Killed();
      return result;
    };
  return {
    ...db,
    asEngine: killing(db.asEngine),
    asOrganization: (organizationId, fn) => killing((inner) => db.asOrganization(organizationId, inner))(fn),
  };
}
