import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import {
  type FormReader,
  type ImportReading,
  type ImportRecord,
  type ImportRemark,
  readImport,
} from '@/lib/market/import-pools';
import { PoolForm } from '@/lib/market/pool-form';
import { authorizeTrading, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { invalidInput, refuseWith } from '../errors';
import { fieldCode } from '../field-code';
import { currentTerms, type MarketTermsRow } from '../market/current-terms';
import { passGate } from '../rounds/gate';
import { createPools, type ListedPool } from './create-pools';
import { complaintsAbout, type ListingRules, loadListingRules } from './pool-rules';

const ROWS_MAX = 1000;

export const ImportInput = z.strictObject({ csv: z.string().min(1).max(1_500_000) });

/** What a dry run says: every row's errors and notes, and the pools that would be listed. */
export interface ImportCheck {
  readonly rows: number;
  readonly errors: readonly ImportRemark[];
  readonly notes: readonly ImportRemark[];
  readonly pools: readonly { readonly line: number; readonly form: PoolForm }[];
}

const broken = (line: number, code: string, found = ''): ImportReading => ({
  rows: [],
  errors: [{ line, column: null, columnName: null, code, found }],
  notes: [],
});

/** Comma, or what a spreadsheet of another country writes instead. */
const delimiterOf = (csv: string): string => {
  const [head = ''] = csv.split('\n', 1);
  return [',', ';', '\t'].reduce((best, one) =>
    head.split(one).length > head.split(best).length ? one : best,
  );
};

/** The file's lines as records that know where they start; blank lines are left out. */
function recordsOf(csv: string): readonly ImportRecord[] {
  const records: ImportRecord[] = [];
  let lastLine = 0;
  parse(csv, {
    bom: true,
    delimiter: delimiterOf(csv),
    relax_column_count: true,
    on_record: (cells: string[], { lines }) => {
      records.push({ line: lastLine + 1, cells });
      lastLine = lines;
      return null;
    },
  });
  return records.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
}

const formReader =
  (rules: ListingRules): FormReader =>
  (input) => {
    const parsed = PoolForm.safeParse(input, { error: fieldCode });
    if (!parsed.success) return { ok: false, fields: invalidInput(parsed.error).details.fields ?? {} };
    const fields = complaintsAbout(parsed.data, rules);
    return Object.keys(fields).length > 0 ? { ok: false, fields } : { ok: true, form: parsed.data };
  };

function readCsv(csv: string, rules: ListingRules): ImportReading {
  if (csv.includes('\uFFFD')) return broken(1, 'not_utf8');
  try {
    const [header, ...records] = recordsOf(csv);
    if (!header || records.length === 0) return broken(1, 'no_rows');
    if (records.length > ROWS_MAX) return broken(1, `too_many?maximum=${ROWS_MAX}`, String(records.length));
    return readImport(header, records, formReader(rules));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return broken(Number(error.lines ?? 1), 'csv_malformed', error.code);
  }
}

async function check(
  tx: Tx,
  ctx: Ctx,
  organizationId: string,
  csv: string,
): Promise<{ readonly result: ImportCheck; readonly terms: MarketTermsRow }> {
  const terms = await currentTerms(tx, ctx.now);
  const reading = readCsv(csv, await loadListingRules(tx, organizationId, terms));
  const pools = reading.rows.flatMap(({ line, form }) => (form ? [{ line, form }] : []));
  return {
    terms,
    result: { rows: reading.rows.length, errors: reading.errors, notes: reading.notes, pools },
  };
}

/** Reads an import without listing anything: every row's errors with line and column. */
export async function checkImport(ctx: Ctx, raw: unknown): Promise<ImportCheck> {
  const organizationId = authorizeTrading(ctx, 'pools.manage');
  const { csv } = parseInput(ImportInput, raw);
  return ctx.db.asOrganization(
    organizationId,
    async (tx) => (await check(tx, ctx, organizationId, csv)).result,
  );
}

/** Lists every pool of an import in one transaction, or none while a single row has an error. */
export async function importPools(
  ctx: Ctx,
  raw: unknown,
): Promise<{ readonly pools: readonly ListedPool[] }> {
  const organizationId = authorizeTrading(ctx, 'pools.manage');
  const { csv } = parseInput(ImportInput, raw);
  return ctx.db.asOrganization(organizationId, async (tx) => {
    await passGate(tx);
    const { result, terms } = await check(tx, ctx, organizationId, csv);
    const { errors } = result;
    if (errors.length > 0)
      return refuseWith({
        code: 'import_has_errors',
        facts: { errors: errors.length, line: errors[0]?.line ?? 1 },
      });
    const forms = result.pools.map(({ form }) => form);
    return { pools: await createPools(tx, ctx, organizationId, forms, terms) };
  });
}
