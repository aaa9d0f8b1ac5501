import type { Messages } from '@/lib/messages/messages';

/** Words that the shell, errors and the front page need in the browser: on every page. */
export const EVERYWHERE: readonly string[] = ['common', 'market.live', 'shell'];

const OF_DISPUTES: readonly string[] = ['disputes', 'leases.report'];

/**
 * Words that the client components of a folder's pages use, beside those of everywhere: only these go with a page, which is
 * a tenth of all. A test reads them off the sources.
 */
export const CLIENT_WORDS = {
  'app/(account)': ['account.address', 'account.register', 'account.signIn', 'errors'],
  'app/(market)': ['market.rounds'],
  'app/(buyer)/buy': [...OF_DISPUTES, 'money'],
  'app/(buyer)/buy/jobs': [
    'budgets',
    'buy',
    'cheaper',
    'counting.milestones',
    'port',
    'quote.board',
    'quote.evidence',
    'quote.line',
    'quote.memory',
    'quote.parts',
    'quote.range',
    'quote.rests',
    'quote.table',
    'quote.why',
    'replacement',
    'status',
    'supply.chipPicker',
    'supply.picker',
    'supply.regionPicker',
  ],
  'app/(buyer)/buy/orders': ['buy', 'counting.milestones', 'replacement', 'status'],
  'app/(buyer)/buy/leases': [
    'buy',
    'counting.lateInput',
    'counting.milestones',
    'disputes',
    'evidence.lease',
    'evidence.unit',
    'leases.evidence',
    'leases.report',
    'leases.start',
    'replacement',
    'status',
  ],
  'app/(provider)/sell': [
    ...OF_DISPUTES,
    'buy.kind',
    'buy.method',
    'buy.units',
    'counting.milestones',
    'errors.field',
    'evidence.claim',
    'evidence.withdraw',
    'leases.giveUp',
    'supply.asks',
    'supply.calendar',
    'supply.chipPicker',
    'supply.form',
    'supply.import',
    'supply.picker',
    'supply.regionPicker',
    'supply.service',
    'supply.status',
  ],
  'app/(regulator)/oversee': OF_DISPUTES,
  'app/(operator)/operate': OF_DISPUTES,
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type PagesFolder = keyof typeof CLIENT_WORDS;

/** The messages under some dotted keys; a key nobody wrote is left out. */
export function pickWords(messages: Messages, keys: readonly string[]): Messages {
  return keys.reduce((picked, key) => withWords(picked, messages, key.split('.')), {});
}

function withWords(picked: Messages, messages: Messages, [key = '', ...rest]: readonly string[]): Messages {
  const words = messages[key];
  if (words === undefined || rest.length === 0 || typeof words === 'string')
    return words === undefined ? picked : { ...picked, [key]: words };
  const before = picked[key];
  const under = typeof before === 'object' ? before : {};
  // All of it is there already.
  if (under === words) return picked;
  return { ...picked, [key]: withWords(under, words, rest) };
}
