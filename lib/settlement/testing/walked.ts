import { type Hour, hourStart } from '@/lib/core/hours';
import { accountIdOf, type Posting } from '@/lib/ledger/posting';
import {
  chargeProvider,
  closeLeasePosting,
  decideDisputePosting,
  freezeDisputePosting,
  type LeaseMove,
  settleLeasePosting,
} from '@/lib/ledger/recipes';
import type { DeliveryStanding } from '../delivery';
import { failureCharge } from '../failure';
import { type LeaseEndReason, REPORTING_GRACE_HOURS } from '../lease-state';
import { type SettledBy, type SettlingLease, settleLease } from '../settle-lease';
import { type Left, leave, mayFail } from './departures';
import { paidOf, total } from './paid-units';
import { START, type Step, unitsOf, type Walk, WEIGHTS_PER_UNIT } from './walks';

const PARTIES = {
  leaseId: 'lea_1',
  buyerOrganizationId: 'org_buyer',
  providerOrganizationId: 'org_provider',
};
const STAMP = { id: 'pst_1', eventAt: hourStart(START), currency: 'CNY' };

/** The ledger's balances after every posting of one lease, its price on hold at first. */
function accounts(priceMicros: bigint) {
  const balances = new Map<string, bigint>([['org_buyer/held/CNY', priceMicros]]);
  return {
    balances,
    of: (id: string) => balances.get(`${id}/CNY`) ?? 0n,
    book: (posting: Posting | null) => {
      if (!posting) return;
      for (const entry of posting.entries) {
        const id = accountIdOf(entry);
        const after = (balances.get(id) ?? 0n) + entry.amountMicros;
        if (after < 0n) throw new Error(`${id} below zero`);
        balances.set(id, after);
      }
    },
  };
}

/** A lease before its first event, its price on hold. */
const newLease = ({ hours, priceMicros, units, feeBps, lateBpsPerHour }: Walk): SettlingLease => ({
  startHour: START,
  endHour: START + hours,
  priceMicros,
  units,
  feeBps,
  heldMicros: priceMicros,
  disputedMicros: 0n,
  earnedMicros: 0n,
  feeMicros: 0n,
  refundedMicros: 0n,
  creditMicros: 0n,
  state: 'running',
  startedAt: hourStart(START),
  reportingClosedAt: null,
  lateTerms: { lateCreditBpsPerHour: lateBpsPerHour, lateCreditCapBps: 2000 },
});

const close = (move: LeaseMove) => closeLeasePosting(STAMP, PARTIES, move);

/** A lease taken to its end through the rules and the recipes, and where its price went. */
export class Walked {
  lease: SettlingLease;
  readonly standing: DeliveryStanding[] = [];
  readonly books: ReturnType<typeof accounts>;
  endedAt: Hour | null = null;
  endReason: LeaseEndReason | null = null;
  /** Its provider gave it up, or its buyer left it as it didn't start. */
  hasGivenUp = false;
  /** Its buyer left it and gave hours back. */
  left: Left | null = null;
  /** Credit taken from earnings of before. */
  takenMicros = 0n;
  /** For failing, out of anything its provider has: not in the books. */
  chargeMicros = 0n;
  private readonly closes: Hour;

  constructor(private readonly walk: Walk) {
    this.lease = newLease(walk);
    this.books = accounts(walk.priceMicros);
    this.closes = this.lease.endHour + REPORTING_GRACE_HOURS;
    this.toEnd();
  }

  get paidUnits(): bigint {
    return total(this.standing, paidOf);
  }

  private toEnd(): void {
    const { walk, closes, standing } = this;
    let hour: Hour = START;
    for (const [k, step] of walk.steps.entries()) {
      this.depart(k, hour);
      hour = Math.min(hour + step.later, closes - 1);
      if (this.lease.state === 'ended' || total(standing, (d) => d.units) === walk.units) break;
      this.deliver(step, hour);
    }
    this.depart(walk.steps.length, hour);
    this.take(Math.max(hour, this.lease.endHour), close);
    this.take(closes, close);
    // What still waits is decided last first, so that openings and decisions cross.
    for (const [i, delivery] of [...standing.entries()].reverse()) {
      if (delivery.state === 'reported')
        this.verdict(i, { ...delivery, state: 'accepted_by_silence' }, closes);
      this.decide(i, closes);
    }
  }

  private deliver({ kind, fate, ...step }: Step, hour: Hour): void {
    const units = unitsOf(this.walk, { kind, fate, ...step }, this.standing, hour);
    if (units === 0n) return;
    const delivery = { units, kind, providerUnits: null, reportedAt: hourStart(hour) };
    const i = this.standing.length;
    this.standing.push({ ...delivery, state: 'reported' });
    this.take(hour, close);
    if (fate === 'accept') this.verdict(i, { ...delivery, state: 'accepted' }, hour);
    if (fate === 'reject' || fate === 'decide') this.verdict(i, { ...delivery, state: 'rejected' }, hour);
    if (fate === 'decide') this.decide(i, hour);
  }

  private verdict(i: number, delivery: DeliveryStanding, hour: Hour): void {
    this.standing[i] = delivery;
    const { providerUnits, state, units } = delivery;
    this.take(hour, (move) => {
      if (state === 'rejected') return freezeDisputePosting(STAMP, PARTIES, i, move);
      if (providerUnits === null) return settleLeasePosting(STAMP, PARTIES, i, move);
      const outcome =
        providerUnits === 0n ? 'for_buyer' : providerUnits === units ? 'for_provider' : 'shared';
      return decideDisputePosting(STAMP, PARTIES, i, { outcome, ground: 'other', providerUnits }, move);
    });
  }

  private decide(i: number, hour: Hour): void {
    const delivery = this.standing[i];
    if (delivery?.state !== 'rejected') return;
    const providerUnits = (delivery.units * BigInt(this.walk.steps[i]?.paid ?? 0)) / WEIGHTS_PER_UNIT;
    this.verdict(i, { ...delivery, state: 'decided', providerUnits }, hour);
  }

  /** Somebody's way out of it after so many steps, where it is allowed. */
  private depart(steps: number, after: Hour): void {
    const { departure, inputAfterHours } = this.walk;
    if (departure?.afterSteps !== steps || this.lease.state === 'ended') return;
    const at = Math.min(Math.max(after + departure.later, steps === 0 ? 0 : after), this.closes - 1);
    if (at < START) this.lease = { ...this.lease, state: 'reserved', startedAt: null };
    const inputReadyAt = inputAfterHours === null ? null : hourStart(START + inputAfterHours);
    if (departure.by === 'buyer') {
      this.left = leave(this.lease, this.standing, departure, at, this.books.book, [STAMP, PARTIES]);
      if (this.left) ({ lease: this.lease } = this.left);
      if (this.left) this.endedAt = at;
    } else if (mayFail(this.lease, this.standing, departure, inputReadyAt, hourStart(at)))
      this.take(at, close, departure.by === 'provider' ? 'given_up' : 'not_started');
    if (this.lease.state === 'reserved')
      this.lease = { ...this.lease, state: 'running', startedAt: hourStart(START) };
  }

  private take(hour: Hour, recipe: (move: LeaseMove) => Posting | null, by: SettledBy = 'clock'): void {
    if (this.lease.state === 'ended') return;
    const after = settleLease(this.lease, this.standing, hourStart(hour), by);
    const { state, startedAt, reportingClosedAt, owedCreditMicros, failure } = after;
    this.books.book(recipe(after.move));
    if (owedCreditMicros > 0n) this.books.book(this.credit(owedCreditMicros));
    const creditMicros = after.money.creditMicros + owedCreditMicros;
    this.lease = { ...this.lease, ...after.money, creditMicros, state, startedAt, reportingClosedAt };
    this.takenMicros += owedCreditMicros;
    this.endReason = after.endReason;
    this.hasGivenUp ||= by !== 'clock';
    if (failure) this.chargeMicros = failureCharge(this.lease, failure, null);
    if (state === 'ended') this.endedAt = hour;
  }

  /** Credit out of earnings of before: there is always enough, for it is part of what this lease earned. */
  private credit(amountMicros: bigint): Posting | null {
    const charge = { ...PARTIES, amountMicros, nettedMicros: 0n, because: 'missing' };
    const balances = { ownMicros: this.books.of('org_provider/payable'), guaranteeMicros: 0n };
    return chargeProvider(STAMP, { ...charge, key: 'credit:lea_1:1' }, balances);
  }
}
