import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization } from '@/db/testing/fixtures';
import { importSampleCsv } from '@/lib/market/import-sample';
import { getPool } from './get-pool';
import { checkImport, importPools } from './import-pools';
import { listPools } from './list-pools';
import { providerCtx } from './testing';

let market: TestDatabase;
beforeAll(async () => {
  market = await createTestDatabase();
});
afterAll(() => market?.drop());

const HEADER =
  'name,chip,cards,cards_per_server,lot_cards,region,site,node,ask,grade,start_grace_minutes,late_credit_percent_per_hour,late_credit_cap_percent,calendar';
const row = (
  given: Partial<Record<'name' | 'chip' | 'cards' | 'region' | 'ask' | 'node' | 'calendar', string>>,
) =>
  [
    given.name ?? 'Hall',
    given.chip ?? 'H100 SXM',
    given.cards ?? '16',
    8,
    8,
    given.region ?? 'CN-GZ',
    "Gui'an",
    given.node ?? 'R06',
    given.ask ?? '9.50',
    'gold',
    15,
    '0.5',
    10,
    given.calendar ?? '',
  ].join(',');
const file = (...rows: readonly string[]) => [HEADER, ...rows].join('\r\n');
const fresh = async () => providerCtx(market, await makeOrganization(market, { provider: true }));

describe('importing pools', () => {
  it('the sample lists its 2 pools with 336 hours each', async () => {
    const ctx = await fresh();
    const csv = importSampleCsv();
    expect(await checkImport(ctx, { csv })).toMatchObject({
      rows: 2,
      errors: [],
      pools: [{ line: 2 }, { line: 3 }],
    });
    const { pools } = await importPools(ctx, { csv });
    expect(pools.map((pool) => pool.name)).toEqual(['Zhongwei hall 2, H100', "Gui'an 910B"]);
    for (const { poolId } of pools) expect((await getPool(ctx, { poolId })).hours).toHaveLength(336);
    const counted = await market.ownerSql`
      select pool_id, max(ask_micros)::text as most, min(ask_micros)::text as least from pool_hours
      where pool_id = ${pools[1]?.poolId ?? ''} group by pool_id`;
    expect(counted).toMatchObject([{ most: '11600000', least: '8400000' }]);
  });

  it('a dry run lists nothing', async () => {
    const ctx = await fresh();
    await checkImport(ctx, { csv: file(row({})) });
    expect((await listPools(ctx, {})).total).toBe(0);
  });

  it('3 bad rows of 5: each error by line and column, and nothing is listed', async () => {
    const ctx = await fresh();
    const csv = file(
      row({ name: 'Good one' }),
      row({ name: 'Bad chip and ask', chip: 'H1000X', ask: 'ten' }),
      row({ name: 'Bad lots', cards: '12' }),
      row({ name: 'Bad node', node: 'R77' }),
      row({ name: 'Good two' }),
    );
    const { rows, errors, pools } = await checkImport(ctx, { csv });
    expect([rows, pools.length]).toEqual([5, 2]);
    expect(
      errors.map(({ line, column, columnName, code }) => [line, column, columnName, code.split('?')[0]]),
    ).toEqual([
      [3, 2, 'chip', 'chip_unknown'],
      [3, 9, 'ask', 'amount'],
      [4, 3, 'cards', 'step'],
      [5, 8, 'node', 'node'],
    ]);
    await expect(importPools(ctx, { csv })).rejects.toMatchObject({
      code: 'refused',
      details: { refusal: { code: 'import_has_errors', facts: { errors: 4, line: 3 } } },
    });
    expect((await listPools(ctx, {})).total).toBe(0);
  });

  it('the same file twice lists its pools once', async () => {
    const ctx = await fresh();
    const csv = file(row({ name: 'Once' }));
    await importPools(ctx, { csv });
    await expect(importPools(ctx, { csv })).rejects.toMatchObject({ code: 'refused' });
    expect((await checkImport(ctx, { csv })).errors).toMatchObject([
      { line: 2, column: 1, code: 'pool_name_taken' },
    ]);
  });

  it('an ambiguous chip is listed as its commonest variant and says so', async () => {
    const { notes, errors } = await checkImport(await fresh(), { csv: file(row({ chip: 'H100' })) });
    expect(errors).toEqual([]);
    expect(notes).toMatchObject([{ line: 2, column: 2, found: 'H100' }]);
    expect(notes[0]?.code).toMatch(/^chip_taken_as\?/);
  });

  it('lines count as the file has them: after a quoted line break and a blank line', async () => {
    const csv = `${HEADER}\n"Two\nlines"${row({}).slice(4)}\n\n${row({ name: 'Late', cards: 'x' })}\n`;
    expect((await checkImport(await fresh(), { csv })).errors).toMatchObject([
      { line: 5, column: 3, code: 'wrong_type', found: 'x' },
    ]);
  });

  it('a missing column, an unknown one, a torn quote and a wrong encoding are said before any row', async () => {
    const ctx = await fresh();
    const codes = async (csv: string) =>
      (await checkImport(ctx, { csv })).errors.map(({ code }) => code.split('?')[0]);
    expect(await codes(file(row({})).replace('cards_per_server', 'servers'))).toEqual([
      'column_unknown',
      'column_missing',
    ]);
    expect(await codes(`${HEADER}\n"Hall,H100`)).toEqual(['csv_malformed']);
    expect(await codes(file(row({ name: 'Hall \uFFFD' })))).toEqual(['not_utf8']);
    expect(await codes(HEADER)).toEqual(['no_rows']);
    expect(await codes(`${file(row({}))},extra`)).toEqual(['cell_count']);
  });

  it('semicolons, a byte order mark and a calendar cell are read', async () => {
    const ctx = await fresh();
    const calendar = '2026-11-05T00/2026-11-06T00=8|2026-11-07T00/2026-11-08T00=0';
    const csv = `\uFEFF${file(row({ name: 'Semi', calendar })).replaceAll(',', ';')}`;
    const { pools } = await importPools(ctx, { csv });
    const { hours } = await getPool(ctx, { poolId: pools[0]?.poolId ?? '' });
    expect(hours.filter((one) => one.offeredCards === 8)).toHaveLength(24);
    expect(hours.filter((one) => one.offeredCards === 0)).toHaveLength(24);
  });

  it('200 pools are listed in one go: 67,200 pool-hours', async () => {
    const ctx = await fresh();
    const csv = file(...Array.from({ length: 200 }, (_, at) => row({ name: `Hall ${at}` })));
    expect((await importPools(ctx, { csv })).pools).toHaveLength(200);
    const [counted] = await market.ownerSql`
      select count(*)::integer as n from pool_hours where organization_id = ${ctx.actor.organizationId}`;
    expect(counted?.n).toBe(200 * 336);
  });

  it('a pending organization imports nothing', async () => {
    const own = await makeOrganization(market, { provider: true, status: 'pending' });
    const ctx = providerCtx(market, own, { status: 'pending' });
    await expect(importPools(ctx, { csv: importSampleCsv() })).rejects.toMatchObject({
      details: { refusal: { code: 'organization_not_admitted' } },
    });
  });
});
