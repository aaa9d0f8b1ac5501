import type { TermsValues } from '@/lib/market/terms';

type NumberTerm = Exclude<keyof TermsValues, 'payoutMinimumMicros' | 'freedCardsPassRound'>;

/** The terms that are whole numbers, in the order people read them, with their units. */
export const TERM_FIELDS = [
  { key: 'feeBps', unit: 'bps' },
  { key: 'taxBps', unit: 'bps' },
  { key: 'mainRoundSeconds', unit: 's' },
  { key: 'indicativeRoundSeconds', unit: 's' },
  { key: 'quoteLifeSeconds', unit: 's' },
  { key: 'leadMinutes', unit: 'min' },
  { key: 'startGraceMinutes', unit: 'min' },
  { key: 'acceptanceWindowHours', unit: 'h' },
  { key: 'askRaiseNoticeHours', unit: 'h' },
  { key: 'horizonHours', unit: 'h' },
  { key: 'instantReserveBps', unit: 'bps' },
  { key: 'instantReserveHours', unit: 'h' },
  { key: 'cardFinalDays', unit: 'd' },
  { key: 'cardPayoutDays', unit: 'd' },
  { key: 'cardReserveBps', unit: 'bps' },
  { key: 'payoutIntervalHours', unit: 'h' },
  { key: 'guaranteeBps', unit: 'bps' },
  { key: 'disputeStatementHours', unit: 'h' },
] as const satisfies readonly { key: NumberTerm; unit: string }[];
