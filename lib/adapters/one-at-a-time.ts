import postgres from 'postgres';

export interface OneAtATime {
  /** Runs the work after ours before it, unless another process is at its own under this key; promises whether it ran. */
  readonly run: (work: () => Promise<unknown>) => Promise<boolean>;
  readonly close: () => Promise<void>;
}

/**
 * A lock that one process at a time holds over work of many transactions. The database lets it go when the connection
 * ends, so a killed process leaves nothing locked.
 */
export function oneAtATime(appUrl: string, key: number): OneAtATime {
  const sql = postgres(appUrl, { max: 1, idle_timeout: 0, max_lifetime: null, onnotice: () => undefined });
  let turn: Promise<unknown> = Promise.resolve();

  async function locked(work: () => Promise<unknown>): Promise<boolean> {
    const [row] = await sql<{ got: boolean }[]>`select pg_try_advisory_lock(${key}) as got`;
    if (!row?.got) return false;
    try {
      await work();
      return true;
    } finally {
      await sql`select pg_advisory_unlock(${key})`;
    }
  }

  return {
    run: (work) => {
      const mine = turn.then(() => locked(work));
      turn = mine.catch(() => undefined);
      return mine;
    },
    close: () => sql.end({ timeout: 5 }),
  };
}
