import { parseArgs } from 'node:util';
import { EnvError, loadMarketEnv } from '@/lib/adapters/env';
import { withEngine } from '@/lib/adapters/with-engine';
import { checkMarket } from '@/lib/services/market-check/check-market';
import { rowText, verdictText } from './market/check-text';

const USAGE = `npm run market-check -- [--organizations ID,ID]
  Proves on the live market that its books, holds, cards and leases agree, at one instant; exits 1 with the rows that don't.
  --organizations  only what touches these organizations`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { organizations: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return void console.log(USAGE);
  loadMarketEnv();
  const named = values.organizations?.split(',').flatMap((id) => id.trim() || []) ?? null;
  const started = performance.now();
  const check = await withEngine('market-check', (ctx) => checkMarket(ctx, named));
  const seconds = ((performance.now() - started) / 1000).toFixed(2);
  for (const row of check.disagreements) console.log(rowText(row));
  console.log(`${verdictText(check)} in ${seconds} s`);
  if (check.disagreements.length > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof EnvError ? error.message : error);
  process.exitCode = 2;
});
