import { csvResponse } from '@/lib/http/csv-response';
import { route } from '@/lib/http/route';
import { listAudit } from '@/lib/services/oversight/list-audit';
import { auditCsv } from '@/lib/services/oversight/oversight-csv';

const CSV_ROWS_MAX = 10_000;

/** The audit trail, newest first; `format=csv` gives up to 10 000 rows that match. */
export const GET = route(async (ctx, { query }) => {
  const { format, organization, page, ...filter } = Object.fromEntries(
    [...query].filter(([, value]) => value !== ''),
  );
  const asked = { ...filter, ...(organization ? { organizationId: organization } : {}) };
  if (format === 'csv') {
    const { rows } = await listAudit(ctx, { ...asked, pageSize: CSV_ROWS_MAX });
    return csvResponse(auditCsv(rows), 'audit.csv');
  }
  return listAudit(ctx, { ...asked, ...(page ? { page: Number(page) } : {}) });
});
