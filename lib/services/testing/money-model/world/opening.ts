import type { TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePerson, makePool } from '@/db/testing/fixtures';
import { amountText } from '@/lib/core/amount';
import { setBudget } from '../../../budgets/set-budget';
import { fundGuaranteeDue } from '../../../ledger/fund-guarantee';
import { nameBank } from '../../../payouts/name-bank';
import { setUpPayee } from '../../../payouts/set-up-payee';
import { bookOwnLine, confirmOwnLine } from '../../../reconciliation/book-own-line';
import { topUp } from '../../../wallet/top-up';
import { MoneyModel } from '../model/money-model';
import { ownMoneyCame } from '../model/payments';
import { CARD_TERMS, DAY_MS, HOUR_MS, YUAN } from '../model/terms';
import { confirmBank } from './bank';
import { balances } from './compare';
import { look } from './look';
import { World } from './world';

const ASKS = [10n * YUAN, 11n * YUAN];
/** So few that a job takes hours, some of which its buyer can give back. */
const POOL_CARDS = 2;
const POOL_HOURS = 220;
/** One by a card, one final at once: a card's has odd cents. */
const OPENING_DEPOSITS = ['400.01', '400.00'];
/** What the second buyer may order in all. */
const BUDGET = 260n * YUAN;
/** What the exchange has of its own for a run, so that losses of earlier ones don't stop all payouts (L-8). */
const OWN_MICROS = 150n * YUAN;

/** When the run after a run begins: at two o'clock of a day, long after everything of it has ended. */
export const nextStart = (now: number): number => (Math.floor(now / DAY_MS) + 3) * DAY_MS + 2 * HOUR_MS;

/** Two buyers, and two providers with a pool each, at an instant when nothing of earlier runs is left to do. */
export async function openWorld(test: TestDatabase, now: number, name: string): Promise<World> {
  const at = { ownerSql: test.ownerSql, now: new Date(now) };
  const buyers = [await makeOrganization(at), await makeOrganization(at)];
  const providers: string[] = [];
  for (const askMicros of ASKS) {
    const id = await makeOrganization(at, { provider: true });
    await makePool(at, id, { cards: POOL_CARDS, askMicros, hours: POOL_HOURS });
    providers.push(id);
  }
  const house = await makeOrganization(at, { operator: true });
  const persons = [await makePerson(at, house), await makePerson(at, house)] as const;
  const world = new World(test, new MoneyModel(now, buyers, providers, CARD_TERMS), name, {
    id: house,
    persons,
  });
  await namePayees(world);
  await fundGuaranteeDue(world.engine());
  for (const [account, micros] of await balances(world))
    if (account.startsWith('platform/')) world.model.books.balances.set(account, micros);
  world.model.stripeAtStart = world.model.books.of('platform', 'external:stripe');
  await putInOwnMoney(world);
  await payIn(world);
  return world;
}

/** The cheaper provider, who sells more, is paid over the bank in every other run. */
async function namePayees(world: World): Promise<void> {
  const { providers, now } = world.model;
  const [byStripe, byBank] = now % (2 * DAY_MS) < DAY_MS ? providers : providers.toReversed();
  if (!byStripe || !byBank) throw new Error('two providers');
  await setUpPayee(world.owner(byStripe), world.channel.tools, { channel: 'stripe' });
  const bank = { holder: 'A provider', bank: 'A bank', number: 'DE89370400440532013000' };
  await nameBank(world.owner(byBank), world.channel.tools, bank);
  await confirmBank(world, byBank);
}

/** Two persons of the exchange put its own money beside its clients'. */
async function putInOwnMoney(world: World): Promise<void> {
  const bankLine = world.requestId();
  await bookOwnLine(world.operator(0), { bankLine, what: 'own_money', amount: amountText(OWN_MICROS) });
  await confirmOwnLine(world.operator(1), { movementId: `bank:${bankLine}`, decision: 'confirm' });
  ownMoneyCame(world.model, OWN_MICROS);
}

/** Both buyers pay something in; the second has a budget. */
async function payIn(world: World): Promise<void> {
  const { buyers, budgets } = world.model;
  for (const [at, id] of buyers.entries()) {
    const amount = OPENING_DEPOSITS[at] ?? '400.00';
    await topUp(
      world.owner(id),
      { requestId: world.requestId(), amount, channel: 'stripe' },
      world.channel.tools,
    );
  }
  const [, second] = buyers;
  if (!second) throw new Error('two buyers');
  await setBudget(world.owner(second), { period: 'total', cap: amountText(BUDGET) });
  budgets.set(second, BUDGET);
  await look(world);
}
