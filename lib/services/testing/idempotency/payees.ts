import type { TestDatabase } from '@/db/testing/database';
import { makeOrganization } from '@/db/testing/fixtures';
import { choosePayee } from '../../payouts/choose-payee';
import { decidePayee } from '../../payouts/decide-payee';
import { nameBank } from '../../payouts/name-bank';
import { setUpPayee } from '../../payouts/set-up-payee';
import { ownerContext } from '../contexts';
import { FaultyChannel } from '../money-model/faulty-channel';
import { namedBank } from './banking';
import type { Mutation } from './mutation';
import { on } from './payers';

const HOUR_MS = 3_600_000;
const BANK = { holder: 'Provider', bank: 'Bank', number: '1234567890' };

/** Two providers that are paid nowhere yet. */
async function unpaid(test: TestDatabase) {
  const { tools } = new FaultyChannel();
  const [own, other] = [
    await makeOrganization(test, { provider: true }),
    await makeOrganization(test, { provider: true }),
  ];
  return { tools, own, other, as: (id: string) => ownerContext(test, id, ['provider']) };
}

export const PAYEES: readonly Mutation[] = [
  {
    name: 'name the bank account one is paid to',
    key: 'the account',
    again: 'answered',
    other: { na: 'another account takes its place, and is looked at anew' },
    foreign: 'own',
    ready: async (test) => {
      const { tools, own, other, as } = await unpaid(test);
      return {
        organizations: [own],
        send: (db) => nameBank(on(as(own), db), tools, BANK),
        foreign: (db) => nameBank(on(as(other), db), tools, BANK),
        foreignOrganizations: [other],
      };
    },
  },
  {
    name: 'be paid at a channel',
    key: 'the organization',
    again: 'answered',
    other: { na: 'another channel is another payee' },
    foreign: 'own',
    writes: [1, 3],
    ready: async (test) => {
      const { tools, own, other, as } = await unpaid(test);
      return {
        organizations: [own],
        send: (db) => setUpPayee(on(as(own), db), tools, { channel: 'stripe' }),
        foreign: (db) => setUpPayee(on(as(other), db), tools, { channel: 'stripe' }),
        foreignOrganizations: [other],
      };
    },
  },
  {
    name: 'choose where one is paid',
    key: 'the channel',
    again: 'answered',
    other: { na: 'another channel is another choice, and rests as this one does' },
    foreign: 'not_found',
    ready: async (test) => {
      const { provider, as, tools, first, seen } = await namedBank(test);
      await decidePayee(first, { organizationId: provider, seen, decision: 'confirm' });
      await setUpPayee(as, tools, { channel: 'stripe' });
      const now = new Date(test.now.getTime() + HOUR_MS);
      const stranger = await makeOrganization(test, { provider: true });
      const asked = { channel: 'stripe' };
      const later = (id: string) => ownerContext(test, id, ['provider'], { now });
      return {
        organizations: [provider],
        also: () => test.ownerSql`
          select channel, chosen_at > ${test.now} as chosen, rests_until > ${now} as rests from channel_accounts
          where organization_id = ${provider} order by channel`,
        send: (db) => choosePayee(on(later(provider), db), asked),
        foreign: (db) => choosePayee(on(later(stranger), db), asked),
      };
    },
  },
];
