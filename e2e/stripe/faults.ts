import { mulberry32 } from '@/lib/core/prng';

/**
 * What goes wrong with a request. `timeout`: no answer ever comes; `reset`: the connection breaks. `error_early`: a 500
 * before the endpoint began, which isn't kept under the key; `error_inside`: one without effect that is kept;
 * `error_after`: one although it happened, kept as well (Stripe answers a repeated key with its first answer, 500s too).
 */
export const FAULTS = [
  'timeout_before',
  'timeout_after',
  'reset_before',
  'reset_after',
  'error_early',
  'error_inside',
  'error_after',
  'rate_limited',
  'slow',
] as const;
export type Fault = (typeof FAULTS)[number];

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly idempotencyKey: string | null;
}

/** Says what goes wrong with a request, if anything. */
export type FaultPlan = (asked: Asked) => Fault | null;

export const noFaults: FaultPlan = () => null;

/** Faults in order, each for the next request to its path ('POST /v1/transfers'); `null` lets one pass. */
export function faultsInOrder(
  list: readonly { readonly at: string; readonly fault: Fault | null }[],
): FaultPlan {
  const left = [...list];
  return ({ method, path }) => {
    const at = left.findIndex((entry) => entry.at === `${method} ${path}`);
    return at < 0 ? null : (left.splice(at, 1)[0]?.fault ?? null);
  };
}

/** A share of all writing requests goes wrong, drawn from a seed. */
export function faultsBySeed(seed: number, share: number, kinds: readonly Fault[] = FAULTS): FaultPlan {
  const draw = mulberry32(seed);
  return ({ method }) => {
    if (method !== 'POST' || draw() >= share) return null;
    return kinds[Math.floor(draw() * kinds.length)] ?? null;
  };
}
