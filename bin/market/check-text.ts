import { amountText } from '@/lib/core/amount';
import type { Disagreement } from '@/lib/ledger/invariants';
import type { Checked, MarketCheck } from '@/lib/services/market-check/check-market';

const number = new Intl.NumberFormat('en');

const NAMES: Readonly<Record<keyof Checked, string>> = {
  accounts: 'accounts',
  entries: 'entries',
  payments: 'payments',
  holds: 'holds',
  openOrders: 'open orders',
  leases: 'leases',
  poolHours: 'pool-hours',
};

const isPart = (name: string): name is keyof Checked => name in NAMES;

/** What was looked at: `12 accounts, 3,400 entries …`. */
export const checkedText = (checked: Checked): string =>
  Object.entries(checked)
    .map(([name, count]) => `${number.format(count)} ${isPart(name) ? NAMES[name] : name}`)
    .join(', ');

/** A row that disagrees: rule, check, subject and facts. */
export const rowText = ({ rule, check, subject, facts }: Disagreement): string =>
  `${rule} ${check} ${subject}: ${Object.entries(facts)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')}`;

/** `ok` or how many rows disagree, and what was looked at. */
export const verdictText = ({ checked, safeguard, disagreements }: MarketCheck): string => {
  const verdict = disagreements.length === 0 ? 'ok' : `broken: ${disagreements.length} rows disagree`;
  const short = safeguard !== null && safeguard.shortMicros > 0n;
  const covered = short
    ? `; L-8: clients’ money is short by ${amountText(safeguard.shortMicros)}, payouts stop`
    : '';
  return `${verdict}: ${checkedText(checked)} checked${covered}`;
};
