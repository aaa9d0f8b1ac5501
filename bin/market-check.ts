import { parseArgs } from 'node:util';
import { EnvError, loadMarketEnv } from '@/lib/adapters/env';
import { withEngine } from '@/lib/adapters/with-engine';
import type { Disagreement } from '@/lib/ledger/invariants';
import { type Checked, checkMarket } from '@/lib/services/market-check/check-market';

const USAGE = `npm run market-check -- [--organizations ID,ID]
  Proves on the live market that its books, holds, cards and leases agree, at one instant; exits 1 with the rows that don't.
  --organizations  only what touches these organizations`;

const number = new Intl.NumberFormat('en');

const NAMES: Readonly<Record<keyof Checked, string>> = {
  accounts: 'accounts',
  entries: 'entries',
  holds: 'holds',
  openOrders: 'open orders',
  leases: 'leases',
  poolHours: 'pool-hours',
};

const isPart = (name: string): name is keyof Checked => name in NAMES;

const checkedText = (checked: Checked): string =>
  Object.entries(checked)
    .map(([name, count]) => `${number.format(count)} ${isPart(name) ? NAMES[name] : name}`)
    .join(', ');

const rowText = ({ rule, check, subject, facts }: Disagreement): string =>
  `${rule} ${check} ${subject}: ${Object.entries(facts)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')}`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { organizations: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return void console.log(USAGE);
  loadMarketEnv();
  const named = values.organizations?.split(',').flatMap((id) => id.trim() || []) ?? null;
  const started = performance.now();
  const { checked, disagreements } = await withEngine('market-check', (ctx) => checkMarket(ctx, named));
  const seconds = ((performance.now() - started) / 1000).toFixed(2);
  for (const row of disagreements) console.log(rowText(row));
  const verdict = disagreements.length === 0 ? 'ok' : `broken: ${disagreements.length} rows disagree`;
  console.log(`${verdict}: ${checkedText(checked)} checked in ${seconds} s`);
  if (disagreements.length > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof EnvError ? error.message : error);
  process.exitCode = 2;
});
