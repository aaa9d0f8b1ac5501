import type { Database } from '@/db/client';
import { type IdKind, makeId } from '@/lib/core/ids';
import { type Capacities, permissionsOf } from '@/lib/identity/permissions';
import { type Actor, type Ctx, engineActor, type Log, PUBLIC_ACTOR } from '@/lib/services/context';
import { asServiceError } from '@/lib/services/errors';
import { Agenda } from './agenda';
import type { Dice } from './dice';

/** Somebody of an organization, as the session of a signed-in owner would show them. */
export interface Member {
  readonly key: string;
  readonly organizationId: string;
  readonly actor: Actor;
}

/** An owner of an admitted organization. */
export function memberOf(
  key: string,
  ids: { readonly organizationId: string; readonly personId: string },
  capacities: Partial<Capacities>,
): Member {
  const has = { buyer: false, provider: false, regulator: false, operator: false, ...capacities };
  const actor: Actor = {
    kind: 'person',
    ...ids,
    keyId: null,
    organizationStatus: 'admitted',
    permissions: permissionsOf('owner', has),
    regulatorScope: null,
    jobName: null,
  };
  return { key, organizationId: ids.organizationId, actor };
}

/** Where the demo's history is played: the database, the dice, what everybody plans, and what was refused. */
export class Stage {
  readonly agenda = new Agenda();
  /** How often each refusal was met; a market says no now and then. */
  readonly refusals = new Map<string, number>();

  constructor(
    readonly db: Database,
    readonly dice: Dice,
    readonly log: Log,
  ) {}

  readonly ctx = (actor: Actor, now: Date): Ctx => {
    const newId = (kind: IdKind) => makeId(kind, now.getTime(), this.dice.bytes(12));
    return { db: this.db, now, requestId: newId('request'), actor, newId, log: this.log };
  };

  as(member: Member, now: Date): Ctx {
    return this.ctx(member.actor, now);
  }

  engine(now: Date): Ctx {
    return this.ctx(engineActor('seed'), now);
  }

  visitor(now: Date): Ctx {
    return this.ctx(PUBLIC_ACTOR, now);
  }

  requestId(now: Date): string {
    return makeId('request', now.getTime(), this.dice.bytes(12));
  }

  /** What the verb promises, or the code of its refusal, counted; anything unexpected is thrown on. */
  async tried<T>(verb: Promise<T>): Promise<{ readonly done: T } | { readonly refused: string }> {
    try {
      return { done: await verb };
    } catch (error) {
      const code = asServiceError(error)?.details.refusal?.code;
      if (code === undefined) throw error;
      this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1);
      return { refused: code };
    }
  }
}
