import { csvResponse } from '@/lib/http/csv-response';
import { route } from '@/lib/http/route';
import { importSampleCsv } from '@/lib/market/import-sample';
import { checkImport, importPools } from '@/lib/services/supply/import-pools';

/** A file to start from. */
export const GET = route(async () => csvResponse(importSampleCsv(), 'pools-sample.csv'));

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** `{ csv, dryRun: true }` says every row's errors and lists nothing; `{ csv }` lists all pools of the file or none. */
export const POST = route(async (ctx, { body }) => {
  const { dryRun, ...input } = isRecord(body) ? body : { dryRun: false };
  if (dryRun !== true) return importPools(ctx, input);
  const { pools, ...check } = await checkImport(ctx, input);
  return {
    ...check,
    pools: pools.map(({ line, form }) => ({
      line,
      name: form.name,
      chip: form.chip,
      cards: form.cards,
      region: form.region,
    })),
  };
});
