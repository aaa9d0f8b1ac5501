import type { Database } from '@/db/client';
import type { TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePerson } from '@/db/testing/fixtures';
import type { Ctx } from '../../context';
import { earn } from '../../payments/testing/payment-rows';
import { setUpPayee } from '../../payouts/set-up-payee';
import { topUp } from '../../wallet/top-up';
import { ownerContext } from '../contexts';
import { freshRequest } from '../disputes';
import { FaultyChannel } from '../money-model/faulty-channel';

const YUAN = 1_000_000n;
export const on = (ctx: Ctx, db: Database): Ctx => ({ ...ctx, db });

/** A channel of its own, a buyer and a stranger. */
export async function payers(test: TestDatabase) {
  const channel = new FaultyChannel();
  const { tools } = channel;
  const [buyer, stranger] = [await makeOrganization(test), await makeOrganization(test)];
  const as = (id: string) => ownerContext(test, id, ['buyer']);
  const paidIn = async (id: string, amount: string, by: 'stripe' | 'bank' = 'stripe') =>
    (await topUp(as(id), { requestId: freshRequest(), amount, channel: by }, tools)).paymentId;
  return { channel, tools, buyer, stranger, as, paidIn };
}

/** Two persons of the exchange. */
export async function operators(test: TestDatabase) {
  const house = await makeOrganization(test, { operator: true });
  const as = async () => ownerContext(test, house, ['operator'], { personId: await makePerson(test, house) });
  return [await as(), await as()] as const;
}

/** A provider that has earned 250.00 and is paid at a channel in memory. */
export async function paidProvider(test: TestDatabase) {
  const channel = new FaultyChannel();
  const provider = await makeOrganization(test, { provider: true });
  const as = (id: string) => ownerContext(test, id, ['provider']);
  await setUpPayee(as(provider), channel.tools, { channel: 'stripe' });
  await earn(test, provider, 250n * YUAN);
  return { channel, provider, as, tools: channel.tools };
}
