import { amountText } from '@/lib/core/amount';
import { csvText } from '@/lib/core/csv';
import type { Difference } from './differences';
import type { BankWaiting, EffectInFlight, Receivable, TroubledEvent } from './list-money';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** What our books and the channels' lines tell differently, as a file. */
export const differencesCsv = (rows: readonly Difference[]): string =>
  csvText<Difference>(
    [
      { header: 'since_utc', value: (row) => iso(row.since) },
      { header: 'age', value: (row) => row.age },
      { header: 'channel', value: (row) => row.channel },
      { header: 'difference', value: (row) => row.kind },
      { header: 'what', value: (row) => row.what },
      { header: 'subject_type', value: (row) => row.subjectType },
      { header: 'subject_id', value: (row) => row.subjectId },
      { header: 'organization_id', value: (row) => row.organizationId },
      { header: 'currency', value: (row) => row.currency },
      { header: 'ledger', value: (row) => amountText(row.ledgerMicros) },
      { header: 'channel_lines', value: (row) => amountText(row.movedMicros) },
      { header: 'lines_minus_ledger', value: (row) => amountText(row.differenceMicros) },
      { header: 'why', value: (row) => row.why },
      { header: 'explained', value: (row) => row.note },
    ],
    rows,
  );

/** Effects that a channel hasn't finished, as a file. */
export const effectsCsv = (rows: readonly EffectInFlight[]): string =>
  csvText<EffectInFlight>(
    [
      { header: 'payment_id', value: (row) => row.id },
      { header: 'asked_at_utc', value: (row) => iso(row.eventAt) },
      { header: 'organization_id', value: (row) => row.organizationId },
      { header: 'organization', value: (row) => row.organizationName },
      { header: 'channel', value: (row) => row.channel },
      { header: 'kind', value: (row) => row.kind },
      { header: 'state', value: (row) => row.state },
      { header: 'currency', value: (row) => row.currency },
      { header: 'amount', value: (row) => amountText(row.amountMicros) },
      { header: 'waits_for', value: (row) => row.waitsFor },
      { header: 'attempts', value: (row) => row.attempts },
      { header: 'next_attempt_utc', value: (row) => iso(row.nextAttemptAt) },
      { header: 'channel_id', value: (row) => row.externalId },
    ],
    rows,
  );

/** Events that fit nothing of ours or aren't applied yet, as a file. */
export const eventsCsv = (rows: readonly TroubledEvent[]): string =>
  csvText<TroubledEvent>(
    [
      { header: 'event_id', value: (row) => row.id },
      { header: 'made_at_utc', value: (row) => iso(row.occurredAt) },
      { header: 'received_at_utc', value: (row) => iso(row.eventAt) },
      { header: 'channel', value: (row) => row.channel },
      { header: 'age', value: (row) => row.age },
      { header: 'source', value: (row) => row.source },
      { header: 'type', value: (row) => row.type },
      { header: 'object_id', value: (row) => row.objectId },
      { header: 'state', value: (row) => row.state },
      { header: 'outcome', value: (row) => row.outcome },
      { header: 'attempts', value: (row) => row.attempts },
      { header: 'last_error', value: (row) => row.lastError },
      { header: 'explained', value: (row) => row.note },
    ],
    rows,
  );

/** What organizations owe the exchange, as a file. */
export const receivablesCsv = (rows: readonly Receivable[], currency: string): string =>
  csvText<Receivable>(
    [
      { header: 'organization_id', value: (row) => row.organizationId },
      { header: 'organization', value: (row) => row.organizationName },
      { header: `owed_${currency}`, value: (row) => amountText(row.owedMicros) },
      { header: 'since_utc', value: (row) => iso(row.since) },
    ],
    rows,
  );

/** Bank transfers that wait, as a file. */
export const bankWaitingCsv = (rows: readonly BankWaiting[]): string =>
  csvText<BankWaiting>(
    [
      { header: 'payment_id', value: ({ payment }) => payment.id },
      { header: 'asked_at_utc', value: ({ payment }) => iso(payment.eventAt) },
      { header: 'organization', value: (row) => row.organizationName },
      { header: 'kind', value: ({ payment }) => payment.kind },
      { header: 'currency', value: ({ payment }) => payment.currency },
      { header: 'amount', value: ({ payment }) => amountText(payment.amountMicros) },
      { header: 'reference', value: ({ payment }) => payment.reference },
      { header: 'bank_line', value: ({ payment }) => payment.externalPaymentId },
      { header: 'booked_by', value: (row) => row.bookedByName },
    ],
    rows,
  );
