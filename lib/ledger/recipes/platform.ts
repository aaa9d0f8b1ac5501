import { type Micros, mulDivFloor } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import type { Posting, Stamp } from '../posting';
import { outsideOf } from './top-ups';
import { write } from './write';

/** A UTC day, `2026-11-21`. */
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The part of a day's fees that goes into the guarantee: ⌊fees × guaranteeBps ÷ 10 000⌋ (L-6). */
export const guaranteeShare = (feesMicros: Micros, guaranteeBps: number): Micros =>
  mulDivFloor(feesMicros, BigInt(guaranteeBps), 10_000n);

/** A day's part of the fees is set aside to make good what can't be recovered (L-6); key `guarantee:<day>`, UTC. */
export function fundGuarantee(stamp: Stamp, day: string, amountMicros: Micros): Posting {
  assert(DAY.test(day) && amountMicros > 0n, 'L-6', { day, amountMicros });
  const event = {
    recipe: 'fund_guarantee',
    requestKey: `guarantee:${day}`,
    subjectType: 'day',
    subjectId: day,
    facts: {},
  } as const;
  return write(
    stamp,
    event,
    [
      [null, 'fees', -amountMicros],
      [null, 'guarantee', amountMicros],
    ],
    'L-6',
  );
}

/** The exchange puts money of its own beside its clients', into the guarantee, so that theirs is covered (L-8); key `own_money:<movement>`. */
export function putInOwnMoney(
  stamp: Stamp,
  put: { readonly channel: string; readonly movementId: string; readonly amountMicros: Micros },
): Posting {
  assert(put.amountMicros > 0n, 'L-8', { movement: put.movementId });
  const event = {
    recipe: 'own_money',
    requestKey: `own_money:${put.movementId}`,
    subjectType: 'movement',
    subjectId: put.movementId,
    facts: { channel: put.channel },
  } as const;
  return write(
    stamp,
    event,
    [
      [null, outsideOf(put.channel), -put.amountMicros],
      [null, 'guarantee', put.amountMicros],
    ],
    'L-8',
  );
}
