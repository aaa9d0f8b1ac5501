import { type Member, memberOf, type Stage } from '@/db/seed/stage';
import { amountText } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import type { PlannedOrder } from '@/lib/replay/buyers-side';
import type { Offer } from '@/lib/replay/read-offer';
import { admitOrganization } from '@/lib/services/identity/admit-organization';
import { bootstrapOperator } from '@/lib/services/identity/bootstrap-operator';
import { signUp } from '@/lib/services/identity/sign-up';
import { bookSandbox } from '@/lib/services/payments/book-sandbox';
import { listPool } from '@/lib/services/supply/list-pool';
import { topUp } from '@/lib/services/wallet/top-up';
import { inParallel } from './phases';

/** The country of nobody: public data names neither hosts nor users. */
const NOWHERE = 'ZZ';
const SIGNING_UP_AT_ONCE = 2;
const MICROS_PER_CENT = 10_000n;

export interface ReplayCast {
  readonly operator: Member;
  /** By the place of their offers. */
  readonly providers: ReadonlyMap<string, Member>;
  readonly buyers: readonly Member[];
}

async function join(
  stage: Stage,
  operator: Member,
  one: { readonly name: string; readonly code: string; readonly capacity: 'buyer' | 'provider' },
  password: string,
  now: Date,
): Promise<Member> {
  const ids = await signUp(stage.visitor(now), {
    name: one.name,
    email: `${one.code.toLowerCase()}@replay.test`,
    password,
    registeredName: one.name,
    country: NOWHERE,
    registrationNumber: one.code,
    buyer: one.capacity === 'buyer',
    provider: one.capacity === 'provider',
  });
  await admitOrganization(stage.as(operator, now), { organizationId: ids.organizationId });
  return memberOf(one.code, ids, { [one.capacity]: true });
}

/** Signs up the operator, one provider per place of the listing, and the buyers. */
export async function makeCast(
  stage: Stage,
  places: readonly string[],
  buyers: number,
  password: string,
  now: Date,
): Promise<ReplayCast> {
  const operator = memberOf(
    'operator',
    await bootstrapOperator(stage.engine(now), {
      registeredName: 'Replay Operator',
      country: NOWHERE,
      registrationNumber: 'REPLAY-0',
      name: 'Replay Operator',
      email: 'operator@replay.test',
      password,
    }),
    { operator: true },
  );
  const members = new Map<string, Member>();
  const wanted = [
    ...places.map((place, at) => ({
      name: `Host in ${place}`,
      code: `HOST-${at + 1}`,
      capacity: 'provider' as const,
    })),
    ...Array.from({ length: buyers }, (_, at) => ({
      name: `Buyer ${at + 1}`,
      code: `BUYER-${at + 1}`,
      capacity: 'buyer' as const,
    })),
  ];
  await inParallel(wanted, SIGNING_UP_AT_ONCE, async (one) => {
    members.set(one.code, await join(stage, operator, one, password, now));
  });
  const member = (code: string): Member => {
    const found = members.get(code);
    assert(found, 'replay: cast', { code });
    return found;
  };
  return {
    operator,
    providers: new Map(places.map((place, at) => [place, member(`HOST-${at + 1}`)])),
    buyers: Array.from({ length: buyers }, (_, at) => member(`BUYER-${at + 1}`)),
  };
}

/** Lists every offer as a pool of its provider, sold card by card, at one ask for all hours. */
export async function listOffers(
  stage: Stage,
  cast: ReplayCast,
  offers: readonly Offer[],
  now: Date,
): Promise<void> {
  for (const [at, offer] of offers.entries()) {
    const provider = cast.providers.get(offer.place);
    assert(provider, 'replay: provider', { place: offer.place });
    await listPool(stage.as(provider, now), {
      name: `${offer.instanceType} #${at + 1}`,
      chip: offer.chip,
      cards: offer.cards,
      cardsPerServer: offer.cards,
      lotCards: 1,
      region: offer.region,
      site: offer.place.replace(/^[,\s]+/, ''),
      nodeCode: 'N0',
      asks: new Array<string>(24).fill(amountText(offer.askMicros)),
      serviceLevel: { grade: 'bronze', startGraceMinutes: 30, lateCreditBpsPerHour: 0, lateCreditCapBps: 0 },
    });
  }
}

/** Every buyer tops up once, with the sum of its orders' limits, rounded up to cents; promises the sum of all. */
export async function fundBuyers(
  stage: Stage,
  cast: ReplayCast,
  planned: readonly PlannedOrder[],
  now: Date,
): Promise<bigint> {
  let total = 0n;
  for (const [at, buyer] of cast.buyers.entries()) {
    const sum = planned.reduce((micros, one) => (one.buyer === at ? micros + one.limitMicros : micros), 0n);
    if (sum === 0n) continue;
    const amount = ((sum + MICROS_PER_CENT - 1n) / MICROS_PER_CENT) * MICROS_PER_CENT;
    total += amount;
    const { paymentId } = await topUp(stage.as(buyer, now), {
      requestId: stage.requestId(now),
      amount: amountText(amount),
    });
    await bookSandbox(stage.engine(now), paymentId);
  }
  return total;
}
