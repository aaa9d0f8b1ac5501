import { objectById } from './endpoints';
import type { World } from './world';

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

export const jsonOf = (it: object): Json => JSON.parse(JSON.stringify(it));

/** Replaces the ids at a path (`data.source`, `latest_charge.balance_transaction`) by their objects. */
function expandAt(world: World, node: Json, [head, ...rest]: readonly string[]): Json {
  if (head === undefined || node === null || typeof node !== 'object') return node;
  if (Array.isArray(node)) return node.map((one) => expandAt(world, one, [head, ...rest]));
  const child = node[head];
  if (child === undefined) return node;
  const object = typeof child === 'string' ? objectById(world, child) : null;
  return { ...node, [head]: expandAt(world, object ? jsonOf(object) : child, rest) };
}

export function answerOf(world: World, it: object, expand: readonly string[]): Json {
  let answer = jsonOf(it);
  for (const path of expand) answer = expandAt(world, answer, path.split('.'));
  return answer;
}

const EFFECTS = [
  'customer',
  'checkout.session',
  'refund',
  'account',
  'transfer',
  'transfer_reversal',
] as const;

/** Notes what a writing request brought into being. */
export function noteEffect(world: World, idempotencyKey: string | null, it: Json): void {
  if (it === null || typeof it !== 'object' || Array.isArray(it)) return;
  const object = EFFECTS.find((name) => name === it.object);
  const { id, metadata } = it;
  if (!object || typeof id !== 'string' || world.effects.some((effect) => effect.id === id)) return;
  const said = metadata && typeof metadata === 'object' && !Array.isArray(metadata) ? metadata : {};
  const amount = it.amount ?? it.amount_total;
  world.effects.push({
    object,
    id,
    idempotencyKey,
    metadata: Object.fromEntries(Object.entries(said).map(([name, value]) => [name, String(value)])),
    amount: typeof amount === 'number' ? amount : null,
  });
}
