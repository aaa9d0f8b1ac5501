import { amountText } from '@/lib/core/amount';
import { csvText } from '@/lib/core/csv';
import { route } from '@/lib/http/route';
import { getWallet, type Wallet } from '@/lib/services/wallet/get-wallet';
import { CSV_ROWS, csvResponse } from '../../csv-response';

const linesCsv = ({ lines, currency }: Wallet): string =>
  csvText<Wallet['lines'][number]>(
    [
      { header: 'at_utc', value: (line) => line.eventAt.toISOString() },
      { header: 'account', value: (line) => line.kind },
      { header: 'entry', value: (line) => line.version },
      { header: 'recipe', value: (line) => line.recipe },
      { header: `change_${currency}`, value: (line) => amountText(line.amountMicros) },
      { header: `balance_${currency}`, value: (line) => amountText(line.balanceAfterMicros) },
      { header: 'subject_type', value: (line) => line.subjectType },
      { header: 'subject', value: (line) => line.subjectId },
      { header: 'posting', value: (line) => line.postingId },
    ],
    lines,
  );

/** The ledger lines that match the page's filter, as a file. */
export const GET = route(async (ctx, { query }) => {
  const wallet = await getWallet(ctx, { kind: query.get('kind') ?? undefined, pageSize: CSV_ROWS });
  return csvResponse('wallet', linesCsv(wallet));
});
