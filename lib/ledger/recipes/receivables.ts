import { leastMicros, type Micros, mostMicros } from '@/lib/core/amount';
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
export const shortLines = (organizationId: string, cover: Cover): readonly Line[] => [
  [organizationId, 'receivable', -cover.shortMicros],
  [null, 'allowance', cover.shortMicros],
  [null, 'guarantee', -cover.guaranteeMicros],
  [null, 'losses', -cover.lossesMicros],
];

export const coverFacts = (cover: Cover): Posting['facts'] => ({
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

/** What a provider is charged for a lease beside its own settlement (S-5). */
export interface ProviderCharge {
  readonly leaseId: string;
  readonly buyerOrganizationId: string;
  readonly providerOrganizationId: string;
  readonly amountMicros: Micros;
  /** What the provider netted on this very lease, so came from this buyer; 0 for failing, which gives back nothing it paid. */
  readonly nettedMicros: Micros;
  /** `charge:<lease>` or `credit:<lease>:<what>`. */
  readonly key: `charge:${string}` | `credit:${string}`;
  /** A closed code: `not_started`, `provider_failed`, `missing`. */
  readonly because: string;
}

/** What a charge is computed on, read under lock; both are what may be used of them, in micros. */
export interface ChargeBalances {
  /** Of what is payable and isn't owed: what doesn't wait, or what the lease netted where that is more (L-6). */
  readonly ownMicros: Micros;
  readonly guaranteeMicros: Micros;
}

/** A charge shared out, in micros: what the buyer gets, and the rest, which stands as a debt and reaches nobody yet. */
export interface ChargeShare {
  readonly cover: Cover;
  readonly buyerMicros: Micros;
  readonly owedMicros: Micros;
}

/**
 * The buyer gets what the provider has; beyond it guarantee and losses bear only what the provider netted on this very
 * lease and can't give back. So nobody is ever paid for a failure out of the exchange's money (S-5).
 */
export function shareCharge(charge: ProviderCharge, balances: ChargeBalances): ChargeShare {
  const { amountMicros, nettedMicros } = charge;
  assert(amountMicros > 0n && nettedMicros >= 0n, 'S-5', {
    lease: charge.leaseId,
    amountMicros,
    nettedMicros,
  });
  const takenMicros = leastMicros(amountMicros, balances.ownMicros);
  const buyerMicros = leastMicros(amountMicros, mostMicros(nettedMicros, takenMicros));
  const cover = coverShortfall(buyerMicros, balances);
  return { cover, buyerMicros, owedMicros: amountMicros - buyerMicros };
}

/** The buyer's part of a charge, paid at once; null where there is none. Its facts say nothing of what the provider had. */
export function chargeProvider(
  stamp: Stamp,
  charge: ProviderCharge,
  balances: ChargeBalances,
): Posting | null {
  const { cover, buyerMicros } = shareCharge(charge, balances);
  const event = {
    recipe: charge.key.startsWith('charge:') ? 'charge_provider' : 'credit_after_payout',
    requestKey: charge.key,
    subjectType: 'lease',
    subjectId: charge.leaseId,
    facts: { because: charge.because },
  } as const;
  return writeSome(stamp, event, [
    [charge.providerOrganizationId, 'payable', -cover.takenMicros],
    ...shortLines(charge.providerOrganizationId, cover),
    [charge.buyerOrganizationId, 'available', buyerMicros],
  ]);
}

/**
 * The rest of a charge: the provider's debt to the exchange, which moves no money (S-5, L-3); null where there is none.
 * Key `owed:<key of the charge>`. The buyer has no entry in it, so it doesn't see it.
 */
export function oweCharge(stamp: Stamp, charge: ProviderCharge, balances: ChargeBalances): Posting | null {
  const { owedMicros } = shareCharge(charge, balances);
  const event = {
    recipe: 'owe_charge',
    requestKey: `owed:${charge.key}`,
    subjectType: 'lease',
    subjectId: charge.leaseId,
    facts: { because: charge.because },
  } as const;
  return writeSome(stamp, event, [
    [charge.providerOrganizationId, 'receivable', -owedMicros],
    [null, 'allowance', owedMicros],
  ]);
}
