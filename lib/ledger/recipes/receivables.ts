import { leastMicros, type Micros } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import type { Posting, Stamp } from '../posting';
import { outsideOf } from './top-ups';
import { type Line, write, writeSome } from './write';

/** Who bears what an organization has to give back, in micros; the first two add up to what is wanted, the last two to what is short. */
export interface Cover {
  readonly takenMicros: Micros;
  readonly shortMicros: Micros;
  readonly guaranteeMicros: Micros;
  readonly lossesMicros: Micros;
}

/** Takes what is there and no more; what is short is borne by the guarantee as far as it goes, else by losses (L-3). */
export function coverShortfall(
  wantedMicros: Micros,
  balances: { readonly ownMicros: Micros; readonly guaranteeMicros: Micros },
): Cover {
  const { ownMicros, guaranteeMicros: standing } = balances;
  assert(wantedMicros >= 0n && ownMicros >= 0n && standing >= 0n, 'L-3', { wantedMicros, ...balances });
  const takenMicros = leastMicros(wantedMicros, ownMicros);
  const shortMicros = wantedMicros - takenMicros;
  const guaranteeMicros = leastMicros(shortMicros, standing);
  return { takenMicros, shortMicros, guaranteeMicros, lossesMicros: shortMicros - guaranteeMicros };
}

/** What is short stands against the organization, is allowed for in full, and is borne by guarantee and losses. */
const shortLines = (organizationId: string, cover: Cover): readonly Line[] => [
  [organizationId, 'receivable', -cover.shortMicros],
  [null, 'allowance', cover.shortMicros],
  [null, 'guarantee', -cover.guaranteeMicros],
  [null, 'losses', -cover.lossesMicros],
];

const coverFacts = (cover: Cover): Posting['facts'] => ({
  taken: cover.takenMicros.toString(),
  short: cover.shortMicros.toString(),
});

/** Balances a recipe is computed on, read under lock, in micros. */
export interface TakeBackBalances {
  readonly availableMicros: Micros;
  readonly guaranteeMicros: Micros;
}

/** Money the outside took back from us and that an organization has to bear: a chargeback, a refund made past us. */
export interface TakenBack {
  readonly organizationId: string;
  /** The top-up it takes back. */
  readonly paymentId: string;
  readonly channel: string;
  readonly amountMicros: Micros;
  /** `chargeback:<chargeback>` or `outside_refund:<refund>`. */
  readonly key: `chargeback:${string}` | `outside_refund:${string}`;
  /** The channel's words. */
  readonly because: string;
}

/** What the outside took back leaves the available balance; what isn't there any more becomes a receivable (L-3). */
export function takeBack(stamp: Stamp, taken: TakenBack, balances: TakeBackBalances): Posting {
  assert(taken.amountMicros > 0n, 'L-3', { key: taken.key });
  const cover = coverShortfall(taken.amountMicros, {
    ownMicros: balances.availableMicros,
    guaranteeMicros: balances.guaranteeMicros,
  });
  const isChargeback = taken.key.startsWith('chargeback:');
  const event = {
    recipe: isChargeback ? 'chargeback' : 'outside_refund',
    requestKey: taken.key,
    subjectType: isChargeback ? 'chargeback' : 'payment',
    subjectId: isChargeback ? taken.key.slice('chargeback:'.length) : taken.paymentId,
    facts: {
      channel: taken.channel,
      payment: taken.paymentId,
      because: taken.because,
      ...coverFacts(cover),
    },
  } as const;
  const lines: readonly Line[] = [
    [null, outsideOf(taken.channel), taken.amountMicros],
    [taken.organizationId, 'available', -cover.takenMicros],
    ...shortLines(taken.organizationId, cover),
  ];
  return write(stamp, event, lines, 'L-3');
}

/** A chargeback won: the money is back and available; a receivable is recovered from it like from any inflow. Key `chargeback_won:<chargeback>`. */
export function reinstate(
  stamp: Stamp,
  won: {
    readonly chargebackId: string;
    /** The top-up it was about. */
    readonly paymentId: string;
    readonly organizationId: string;
    readonly channel: string;
    readonly amountMicros: Micros;
  },
): Posting {
  assert(won.amountMicros > 0n, 'L-3', { chargeback: won.chargebackId });
  const event = {
    recipe: 'chargeback_won',
    requestKey: `chargeback_won:${won.chargebackId}`,
    subjectType: 'chargeback',
    subjectId: won.chargebackId,
    facts: { channel: won.channel, payment: won.paymentId },
  } as const;
  const lines: readonly Line[] = [
    [null, outsideOf(won.channel), -won.amountMicros],
    [won.organizationId, 'available', won.amountMicros],
  ];
  return write(stamp, event, lines, 'L-3');
}

/** Balances a recovery is computed on, read under lock; receivable and losses are ≤ 0. */
export interface RecoverBalances {
  readonly availableMicros: Micros;
  readonly payableMicros: Micros;
  readonly receivableMicros: Micros;
  readonly lossesMicros: Micros;
}

/**
 * What an organization owes is taken from its available and then its payable balance, as far as they go (L-3): it makes
 * good losses first, then refills the guarantee. `receivableVersion` is the account's version before it; key
 * `recover:<organization>:<version>`. Null when nothing is owed or nothing is there.
 */
export function recoverReceivable(
  stamp: Stamp,
  organizationId: string,
  balances: RecoverBalances,
  receivableVersion: bigint,
): Posting | null {
  const { availableMicros, payableMicros, receivableMicros, lossesMicros } = balances;
  assert(receivableMicros <= 0n && lossesMicros <= 0n, 'L-3', { organizationId, ...balances });
  assert(availableMicros >= 0n && payableMicros >= 0n, 'L-3', { organizationId, ...balances });
  const fromAvailable = leastMicros(-receivableMicros, availableMicros);
  const fromPayable = leastMicros(-receivableMicros - fromAvailable, payableMicros);
  const recovered = fromAvailable + fromPayable;
  const toLosses = leastMicros(recovered, -lossesMicros);
  const event = {
    recipe: 'recover_receivable',
    requestKey: `recover:${organizationId}:${receivableVersion}`,
    subjectType: 'organization',
    subjectId: organizationId,
    facts: { recovered: recovered.toString() },
  } as const;
  return writeSome(stamp, event, [
    [organizationId, 'available', -fromAvailable],
    [organizationId, 'payable', -fromPayable],
    [organizationId, 'receivable', recovered],
    [null, 'allowance', -recovered],
    [null, 'losses', toLosses],
    [null, 'guarantee', recovered - toLosses],
  ]);
}

/** What a provider owes a buyer beside a lease's own settlement (S-5). */
export interface ProviderCharge {
  readonly leaseId: string;
  readonly buyerOrganizationId: string;
  readonly providerOrganizationId: string;
  readonly amountMicros: Micros;
  /** `charge:<lease>` or `credit:<lease>:<n>`. */
  readonly key: `charge:${string}` | `credit:${string}`;
  /** A closed code: `not_started`, `provider_failed`, `late`. */
  readonly because: string;
}

/** The buyer gets the whole amount at once; the provider pays what is payable, and what was paid out already becomes a receivable (S-5, L-3). */
export function chargeProvider(
  stamp: Stamp,
  charge: ProviderCharge,
  balances: { readonly payableMicros: Micros; readonly guaranteeMicros: Micros },
): Posting {
  assert(charge.amountMicros > 0n, 'S-5', { lease: charge.leaseId });
  const cover = coverShortfall(charge.amountMicros, {
    ownMicros: balances.payableMicros,
    guaranteeMicros: balances.guaranteeMicros,
  });
  const event = {
    recipe: charge.key.startsWith('charge:') ? 'charge_provider' : 'credit_after_payout',
    requestKey: charge.key,
    subjectType: 'lease',
    subjectId: charge.leaseId,
    facts: { because: charge.because, amount: charge.amountMicros.toString(), ...coverFacts(cover) },
  } as const;
  const lines: readonly Line[] = [
    [charge.providerOrganizationId, 'payable', -cover.takenMicros],
    ...shortLines(charge.providerOrganizationId, cover),
    [charge.buyerOrganizationId, 'available', charge.amountMicros],
  ];
  return write(stamp, event, lines, 'S-5');
}
