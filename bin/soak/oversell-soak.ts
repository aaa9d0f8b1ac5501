import { randomBytes } from 'node:crypto';
import { openDatabase } from '@/db/client';
import { makeDice } from '@/db/seed/dice';
import { Stage } from '@/db/seed/stage';
import { makeLog } from '@/lib/adapters/log';
import { checkMarket } from '@/lib/services/market-check/check-market';
import { rowText, verdictText } from '../market/check-text';
import { openThrowAway } from '../market/throw-away';
import { makeCast } from '../replay/cast';
import { BUYERS, fillWallets, runTrial, type TrialResult, trialOf, WALLET, wealthyOf } from './oversell';

const NOW = new Date('2026-01-05T00:00:00Z');
const CONNECTIONS = 30;

const losersText = (losers: ReadonlyMap<string, number>): string =>
  [...losers].map(([reason, count]) => `${reason} ${count}`).join(', ');

const lineOf = (turn: number, row: TrialResult): string =>
  [
    String(turn + 1).padStart(2),
    row.name.padEnd(15),
    String(row.wanted).padStart(6),
    `${row.sold}/${row.offered}`.padStart(6),
    String(row.winners).padStart(7),
    row.tookMs.toFixed(0).padStart(6),
    row.faults.length > 0 ? `FAULT: ${row.faults.join('; ')}` : 'ok',
    losersText(row.losers),
  ].join('  ');

/** Fifty buyers at once on the last eight cards, many times over, on a market of its own; promises whether all was well. */
export async function oversellSoak(times: number, databaseUrl: string | null): Promise<boolean> {
  const market = await openThrowAway({
    name: 'cardhour_oversell',
    market: {
      settings: { currency: 'CNY', purpose: 'test', clockStartsAt: NOW },
      // Every card is for the fifty: none is kept for a round.
      terms: { instantReserveBps: 0, freedCardsPassRound: false },
    },
    databaseUrl,
    keep: false,
  });
  const db = openDatabase(market.appUrl, { connectionsMax: CONNECTIONS, applicationName: 'cardhour soak' });
  try {
    const stage = new Stage(db, makeDice(1), makeLog(undefined, 'warn'));
    const password = randomBytes(18).toString('base64url');
    const { providers, buyers } = await makeCast(stage, ['Germany'], BUYERS, password, NOW);
    const [provider] = providers.values();
    if (!provider) return false;
    await fillWallets(stage, wealthyOf(buyers), WALLET, NOW);
    console.log(`${BUYERS} buyers accept at once, ${CONNECTIONS} connections; figures in card-hours`);
    console.log(' #  trial            wanted    sold  winners      ms  verdict, and what losers were told');
    let clean = true;
    for (let turn = 0; turn < times; turn++) {
      const row = await runTrial(stage, { provider, buyers }, trialOf(turn), turn, NOW);
      clean &&= row.faults.length === 0;
      console.log(lineOf(turn, row));
    }
    const check = await checkMarket(stage.engine(NOW));
    for (const row of check.disagreements) console.log(rowText(row));
    console.log(`market-check ${verdictText(check)}`);
    return clean && check.disagreements.length === 0;
  } finally {
    await db.close();
    await market.close();
  }
}
