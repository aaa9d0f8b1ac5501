import { amountText } from '@/lib/core/amount';
import { csvText } from '@/lib/core/csv';
import type { PayoutLine, PayoutOnDesk } from './list-payouts';

/** A provider's payouts as a file, the newest first. */
export const payoutsCsv = (rows: readonly PayoutLine[], currency: string): string =>
  csvText(
    [
      { header: 'payout', value: (row) => row.id },
      { header: 'made_at', value: (row) => row.eventAt.toISOString() },
      { header: 'channel', value: (row) => row.channel },
      { header: 'status', value: (row) => row.status },
      { header: 'failure', value: (row) => row.failure },
      { header: `amount_${currency}`, value: (row) => amountText(row.amountMicros) },
      { header: `came_back_${currency}`, value: (row) => amountText(row.returnedMicros) },
      { header: 'ended_at', value: (row) => row.settledAt?.toISOString() ?? null },
      { header: 'reference', value: (row) => row.externalId },
    ],
    rows,
  );

const isToExecute = (row: PayoutOnDesk): boolean =>
  row.channel === 'bank' && row.state === 'open' && row.bookedByPersonId === null && !row.accountGaveBack;

/**
 * What an operator takes to the bank: the transfers to execute, with the account each was made for; none to an account that
 * gave one back before somebody has looked at it again.
 */
export const transfersCsv = (rows: readonly PayoutOnDesk[], currency: string): string =>
  csvText<PayoutOnDesk>(
    [
      { header: 'payout', value: (row) => row.id },
      { header: 'our_reference', value: (row) => row.externalId },
      { header: 'provider', value: (row) => row.providerName },
      { header: 'account_holder', value: (row) => row.payee?.bank?.holder ?? null },
      { header: 'bank', value: (row) => row.payee?.bank?.bank ?? null },
      { header: 'account_number', value: (row) => row.payee?.bank?.number ?? null },
      { header: 'amount', value: (row) => amountText(row.amountMicros) },
      { header: 'currency', value: () => currency },
    ],
    rows.filter(isToExecute),
  );
