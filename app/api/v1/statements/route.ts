import { csvResponse } from '@/lib/http/csv-response';
import { route } from '@/lib/http/route';
import { listStatement } from '@/lib/services/statements/list-statement';
import { statementCsv } from '@/lib/services/statements/statement-csv';

const ALL = 10_000;

/** An account's lines of a period (`as`, `account`, `from`, `to`, `timeZone`, `event`, `label`, `leaseId`, `before`); `format=csv` gives them as a file. */
export const GET = route(async (ctx, { query }) => {
  const input = { as: 'buyer', ...Object.fromEntries(query) };
  if (query.get('format') !== 'csv') return listStatement(ctx, input);
  const statement = await listStatement(ctx, { ...input, pageSize: ALL });
  return csvResponse(statementCsv(statement), `statement-${statement.account}.csv`);
});
