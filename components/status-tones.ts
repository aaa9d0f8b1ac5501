import type { Tone } from './ui/badge';

/** How each state of each domain looks. The words are in lib/messages/<language>/status.json under the same keys. */
export const STATUS_TONES = {
  organization: { pending: 'waiting', admitted: 'good', suspended: 'bad' },
  pool: { issued: 'idle', registered: 'waiting', active: 'good', suspended: 'warn', revoked: 'bad' },
  quote: { open: 'active', accepted: 'good', expired: 'idle' },
  order: { open: 'waiting', filled: 'good', cancelled: 'idle', expired: 'idle' },
  lease: { reserved: 'waiting', running: 'active', delivering: 'active', disputed: 'warn', ended: 'idle' },
  delivery: {
    reported: 'waiting',
    accepted: 'good',
    accepted_by_silence: 'good',
    rejected: 'warn',
    decided: 'idle',
  },
  dispute: {
    open: 'warn',
    statements: 'warn',
    decision: 'waiting',
    overdue: 'bad',
    decided: 'idle',
    for_buyer: 'idle',
    for_provider: 'idle',
    shared: 'idle',
    withdrawn: 'idle',
    conceded: 'idle',
  },
  round: { clearing: 'active', committed: 'good', discarded: 'idle' },
  payment: { pending: 'waiting', succeeded: 'good', failed: 'bad' },
  payout: {
    to_send: 'waiting',
    waits_for_balance: 'waiting',
    unanswered: 'waiting',
    on_the_way: 'active',
    waits_for_confirmation: 'waiting',
    paid: 'good',
    partly_reversed: 'warn',
    reversed: 'warn',
    failed: 'bad',
  },
  payee: { pending: 'waiting', onboarding: 'waiting', enabled: 'good', restricted: 'warn', disabled: 'bad' },
  key: { active: 'good', expired: 'idle', revoked: 'bad' },
  evidence: { published: 'idle', claimed: 'waiting', delivered: 'good' },
  claim: { claimed: 'waiting', confirmed: 'good', contradicted: 'bad', withdrawn: 'idle' },
  reason: { no_option: 'warn', below_ask: 'idle', outbid: 'idle', paradoxical: 'idle' },
  end: {
    completed: 'good',
    partially_delivered: 'warn',
    not_started: 'bad',
    provider_failed: 'bad',
    buyer_cancelled: 'idle',
    disputed_for_buyer: 'warn',
    disputed_for_provider: 'idle',
    expired: 'idle',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Tone>>>>;

export type StatusDomain = keyof typeof STATUS_TONES;
