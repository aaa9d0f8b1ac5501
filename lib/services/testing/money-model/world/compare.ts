import type { World } from './world';

export async function balances({ test, model }: World): Promise<ReadonlyMap<string, bigint>> {
  const rows = await test.ownerSql<{ owner: string; kind: string; micros: string }[]>`
    select coalesce(organization_id, 'platform') as owner, kind, balance_micros::text as micros from accounts
    where organization_id = any(${[...model.organizations]}) or organization_id is null`;
  return new Map(rows.map(({ owner, kind, micros }) => [`${owner}/${kind}`, BigInt(micros)]));
}

/** Throws with every balance that isn't what the model says. */
export async function compare(world: World, after: string): Promise<void> {
  const real = await balances(world);
  const should = world.model.books.balances;
  const wrong = [...new Set([...real.keys(), ...should.keys()])].flatMap((account) => {
    const [is, ought] = [real.get(account) ?? 0n, should.get(account) ?? 0n];
    return is === ought ? [] : [`${account} is ${is}, should be ${ought}`];
  });
  if (wrong.length > 0) throw new Error(`after ${after}: ${wrong.join('; ')}`);
}
