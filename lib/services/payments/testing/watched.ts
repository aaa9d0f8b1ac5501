import { sql } from 'drizzle-orm';
import type { Database, Tx } from '@/db/client';
import type { PaymentChannel } from '../channel';

/** Told at each step on the way of an effect; a test may end the process there. */
export type OnStep = (step: string) => Promise<void> | void;

async function hasWritten(tx: Tx): Promise<boolean> {
  const [row] = await tx.execute<{ written: boolean }>(
    sql`select pg_current_xact_id_if_assigned() is not null as written`,
  );
  return row?.written ?? false;
}

/** The database, told of: `begin` before a transaction, `commit` or `read` at its end, before it is committed. */
export function watchedDatabase(db: Database, onStep: OnStep): Database {
  const watched =
    <T>(fn: (tx: Tx) => Promise<T>) =>
    async (tx: Tx): Promise<T> => {
      const result = await fn(tx);
      await onStep((await hasWritten(tx)) ? 'commit' : 'read');
      return result;
    };
  return {
    ...db,
    asEngine: async (fn) => {
      await onStep('begin');
      return db.asEngine(watched(fn));
    },
    asOrganization: async (organizationId, fn) => {
      await onStep('begin');
      return db.asOrganization(organizationId, watched(fn));
    },
  };
}

/** A channel, told of: `call refund` before a call and `answer refund` after it. */
export function watchedChannel(channel: PaymentChannel, onStep: OnStep): PaymentChannel {
  const watched =
    <Request, Answer>(name: string, call: (request: Request) => Promise<Answer>) =>
    async (request: Request): Promise<Answer> => {
      await onStep(`call ${name}`);
      const answer = await call(request);
      await onStep(`answer ${name}`);
      return answer;
    };
  return {
    ...channel,
    startTopUp: watched('startTopUp', channel.startTopUp),
    refund: watched('refund', channel.refund),
    pay: watched('pay', channel.pay),
    makePayer: watched('makePayer', channel.makePayer),
    makePayee: watched('makePayee', channel.makePayee),
  };
}
