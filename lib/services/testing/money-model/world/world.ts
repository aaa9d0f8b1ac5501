import type { TestDatabase } from '@/db/testing/database';
import { makeId } from '@/lib/core/ids';
import type { Capacity } from '@/lib/identity/permissions';
import type { Ctx } from '../../../context';
import { engineContext, ownerContext } from '../../contexts';
import { FaultyChannel } from '../faulty-channel';
import { type Fault, Killed, killedAt } from '../faulty-database';
import type { MoneyModel } from '../model/money-model';
import { type Outcome, tried } from './outcome';
import { count } from './seen';

/** Who works for the exchange in a run. */
export interface House {
  readonly id: string;
  readonly persons: readonly [string, string];
}

/** One run's organizations on the real database, with its channel, and how its verbs are called. */
export class World {
  readonly channel = new FaultyChannel();
  /** Payments that happened at the bank. */
  readonly atBank = new Set<string>();
  private made = 0;

  constructor(
    readonly test: TestDatabase,
    readonly model: MoneyModel,
    private readonly name: string,
    private readonly house: House,
  ) {}

  get db(): TestDatabase['db'] {
    return this.test.db;
  }

  get now(): Date {
    return new Date(this.model.now);
  }

  requestId(): string {
    return `${this.name}-${++this.made}-request`;
  }

  engine(db = this.db): Ctx {
    return inOrder(engineContext({ db, now: this.now }));
  }

  owner(organizationId: string, db = this.db): Ctx {
    const capacity: Capacity = this.model.buyers.includes(organizationId) ? 'buyer' : 'provider';
    return inOrder(ownerContext({ db, now: this.now }, organizationId, [capacity]));
  }

  /** One of two persons of the exchange. */
  operator(which: 0 | 1, db = this.db): Ctx {
    const person = { personId: this.house.persons[which] };
    return inOrder(ownerContext({ db, now: this.now }, this.house.id, ['operator'], person));
  }

  /**
   * Calls a verb under a fault: twice at once, or killed in its n-th transaction and called again. Where a second call finds
   * its work done already and says so by a refusal, `done` names the refusals that mean it.
   */
  async call<T>(
    fault: Fault,
    verb: (db: TestDatabase['db']) => Promise<T>,
    done: readonly string[] = [],
    nth = 1,
  ): Promise<Outcome<T>> {
    const { db } = this;
    if (fault === 'none') return tried(verb(db));
    if (fault === 'twice') {
      count('called twice at once');
      const both = await Promise.all([tried(verb(db)), tried(verb(db))]);
      return both.find(({ ok }) => ok) ?? both[0];
    }
    const killed = killedAt(db, nth, fault === 'killed_before_commit' ? 'before' : 'after');
    try {
      const first = await tried(verb(killed));
      if (!first.ok) return first;
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      count(fault.replaceAll('_', ' '));
    }
    const again = await tried(verb(db));
    const isDone = fault === 'killed_after_commit' && !again.ok && done.includes(again.code);
    return isDone ? { ok: true, value: null } : again;
  }

  /** What a verb answered that the model knows may be called; null where the answer was lost with its process. */
  must<T>(outcome: Outcome<T>, verb: string): T | null {
    if (!outcome.ok) throw new Error(`${verb} refused ${outcome.code}`);
    count(verb);
    return outcome.value;
  }

  /** What a verb came to, which has to be what the model expects: `done` or a refusal's code. */
  expect<T>(outcome: Outcome<T>, verb: string, expected: string): outcome is Outcome<T> & { ok: true } {
    const code = outcome.ok ? 'done' : outcome.code;
    if (code !== expected) throw new Error(`${verb}: ${code}, expected ${expected}`);
    count(outcome.ok ? verb : `${verb} refused ${code}`);
    return outcome.ok;
  }
}

let idsMade = 0;

/** Ids that sort as they were made, within an instant too: what was earned first is settled by them. */
function inOrder(ctx: Ctx): Ctx {
  const newId: Ctx['newId'] = (kind) => {
    const made = idsMade++;
    const tail = Array.from({ length: 12 }, (_, at) => Math.floor(made / 32 ** (11 - at)) % 32);
    return makeId(kind, ctx.now.getTime(), Uint8Array.from(tail));
  };
  return { ...ctx, newId };
}
