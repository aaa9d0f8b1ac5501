import type { Database } from '@/db/client';
import { engineCtxAt } from '@/lib/adapters/engine-ctx';
import { type Capacities, permissionsOf } from '@/lib/identity/permissions';
import type { PoolFormInput } from '@/lib/market/pool-form';
import { type Actor, type Ctx, PUBLIC_ACTOR } from '@/lib/services/context';
import { addMember } from '@/lib/services/identity/add-member';
import { admitOrganization } from '@/lib/services/identity/admit-organization';
import { bootstrapOperator } from '@/lib/services/identity/bootstrap-operator';
import { changePassword } from '@/lib/services/identity/change-password';
import { registerRegulator } from '@/lib/services/identity/register-regulator';
import { signUp } from '@/lib/services/identity/sign-up';
import { bookSandbox } from '@/lib/services/payments/book-sandbox';
import { clearRound } from '@/lib/services/rounds/clear-round';
import { inlineEngine } from '@/lib/services/rounds/engine';
import { listPool } from '@/lib/services/supply/list-pool';
import { topUp } from '@/lib/services/wallet/top-up';
import {
  BUYERS,
  CLOCK_STARTS_AT,
  NEWCOMER,
  OPERATOR,
  PASSWORD,
  type Player,
  PROVIDERS,
  REGULATOR,
  TREASURER,
} from './cast';

interface Ids {
  readonly organizationId: string;
  readonly personId: string;
}

const registration = (who: Player) => ({
  name: who.person,
  email: who.email,
  password: PASSWORD,
  registeredName: who.organization,
  country: 'CN',
  registrationNumber: who.registrationNumber,
});

/** An owner's context, as their session would give it. */
function owner(engine: Ctx, ids: Ids, capacities: Partial<Capacities>): Ctx {
  const has = { buyer: false, provider: false, regulator: false, operator: false, ...capacities };
  const actor: Actor = {
    kind: 'person',
    ...ids,
    keyId: null,
    organizationStatus: 'admitted',
    permissions: permissionsOf('owner', has),
    regulatorScope: null,
    jobName: null,
  };
  return { ...engine, actor };
}

/** The operator lets somebody else in, who then takes the password that everybody has here. */
async function letIn(operator: Ctx, who: Player, organizationId: string): Promise<void> {
  const { person: name, email } = who;
  const { personId, oneTimePassword } = await addMember(operator, { name, email, role: 'finance' });
  const member = owner(operator, { organizationId, personId }, { operator: true });
  const passwords = { present: oneTimePassword, password: PASSWORD, repeated: PASSWORD };
  await changePassword(member, passwords);
}

/** Standing supply for the days that don't list a pool themselves. */
const STANDING: PoolFormInput = {
  name: 'Gui’an cave 1, RTX 4090',
  chip: 'rtx-4090',
  cards: 32,
  cardsPerServer: 8,
  lotCards: 1,
  region: 'CN-GZ',
  site: 'Gui’an',
  nodeCode: 'R06',
  ingressMbits: 5000,
  egressMbits: 5000,
  storageTb: 100,
  pue: 1.2,
  greenShare: 0.6,
  asks: Array.from({ length: 24 }, () => '2.37'),
  serviceLevel: { grade: 'silver', startGraceMinutes: 20, lateCreditBpsPerHour: 100, lateCreditCapBps: 2000 },
};

/** Fills a new market by its own verbs: operator and treasurer, regulator, three providers, three buyers, one of them with money, one newcomer, one pool. */
export async function foundMarket(db: Database): Promise<void> {
  const engine = engineCtxAt(db, 'e2e', CLOCK_STARTS_AT);
  const visitor: Ctx = { ...engine, actor: PUBLIC_ACTOR };
  const operators = await bootstrapOperator(engine, registration(OPERATOR));
  const operator = owner(engine, operators, { operator: true });
  await letIn(operator, TREASURER, operators.organizationId);
  await registerRegulator(operator, { ...registration(REGULATOR), scope: { kind: 'all' } });
  const admitted = async (who: Player, capacities: { buyer: boolean; provider: boolean }) => {
    const ids = await signUp(visitor, { ...registration(who), ...capacities });
    await admitOrganization(operator, { organizationId: ids.organizationId });
    return owner(engine, ids, capacities);
  };
  const buyer = { buyer: true, provider: false };
  const provider = { buyer: false, provider: true };
  await admitted(PROVIDERS.helan, provider);
  await admitted(PROVIDERS.tengger, provider);
  await listPool(await admitted(PROVIDERS.qianling, provider), STANDING);
  await admitted(BUYERS.lumen, buyer);
  await admitted(BUYERS.hualang, buyer);
  const jinghe = await admitted(BUYERS.jinghe, buyer);
  const { paymentId } = await topUp(jinghe, { requestId: 'first-top-up', amount: '20000.00' });
  await bookSandbox(engine, paymentId);
  await signUp(visitor, { ...registration(NEWCOMER), ...provider });
  // A main round passes: the standing pool's cards may be taken instantly (M-6b).
  await clearRound(engine, { engine: inlineEngine, startedBy: 'clock' });
}
