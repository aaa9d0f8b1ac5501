import { eq } from 'drizzle-orm';
import { channelAccounts, externalMovements } from '@/db/schema';
import { amountText } from '@/lib/core/amount';
import { attemptDuePayments } from '../../../payments/attempt-payment';
import { bookBankPayment } from '../../../payments/book-bank-payment';
import { bookReturn } from '../../../payments/book-return';
import { bookRefundNotSent, confirmBankPayment } from '../../../payments/confirm-bank-payment';
import { bookPayout, confirmPayout } from '../../../payouts/book-payout';
import { decidePayee } from '../../../payouts/decide-payee';
import { payeeFingerprint } from '../../../payouts/payee-fingerprint';
import { bookingSeen } from '../../../reconciliation/bank-lines';
import { confirmOwnLine } from '../../../reconciliation/book-own-line';
import type { Fault } from '../faulty-database';
import type { ModelPayment } from '../model/rows';
import { compare } from './compare';
import { look } from './look';
import type { World } from './world';

/** Asks the channels of every payment that waits for one. */
export async function attempt(world: World): Promise<void> {
  await attemptDuePayments(world.engine(), world.channel.tools, { early: true });
  await look(world);
}

/** Money that nobody asked for comes over the bank: one person books it, another confirms it. */
export async function bankDeposit(world: World, buyer: string, amount: bigint, fault: Fault): Promise<void> {
  const line = { bankLine: world.requestId(), amount: amountText(amount), organizationId: buyer };
  const { paymentId } = await bookBankPayment(world.operator(0), line);
  await look(world);
  await compare(world, 'a bank deposit that is booked');
  await confirm(world, { paymentId, bankLine: line.bankLine }, fault);
}

type Booked =
  | { readonly paymentId: string; readonly bankLine: string }
  | { readonly paymentId: string; readonly notSent: true };

async function confirm(world: World, booked: Booked, fault: Fault): Promise<void> {
  const done = await world.call(fault, (db) => confirmBankPayment(world.operator(1, db), booked));
  world.must(done, 'confirm at the bank');
  if ('bankLine' in booked) world.atBank.add(booked.paymentId);
  await look(world);
}

/** What waits for the bank happens there, or doesn't: booked by one person, confirmed by another. */
export async function workAtBank(world: World, isDone: boolean, fault: Fault): Promise<void> {
  await attempt(world);
  for (const payment of [...world.model.payments]) {
    if (payment.channel !== 'bank' || payment.state !== 'open') continue;
    if (payment.kind === 'payout') await bookAPayout(world, payment, isDone, fault);
    else if (isDone) await refundIsSent(world, payment, fault);
    else await refundIsNotSent(world, payment, fault);
  }
}

/** A refund's line is booked and confirmed, also one that had been given up. */
export async function refundIsSent(world: World, { id, amount }: ModelPayment, fault: Fault): Promise<void> {
  const [row] = await world.test.ownerSql<{ reference: string }[]>`
    select reference from payments where id = ${id}`;
  const bankLine = world.requestId();
  const line = { bankLine, amount: amountText(amount), reference: row?.reference ?? '' };
  await bookBankPayment(world.operator(0), line);
  await confirm(world, { paymentId: id, bankLine }, fault);
}

async function refundIsNotSent(world: World, { id }: ModelPayment, fault: Fault): Promise<void> {
  const booked = await world.call(fault, (db) => bookRefundNotSent(world.operator(0, db), { paymentId: id }));
  world.must(booked, 'book a refund as not sent');
  await confirm(world, { paymentId: id, notSent: true }, fault);
}

async function bookAPayout(world: World, { id }: ModelPayment, isPaid: boolean, fault: Fault): Promise<void> {
  const bankLine = world.requestId();
  const outcome = isPaid ? { outcome: 'executed', bankLine } : { outcome: 'not_executed' };
  const booked = await world.call(fault, (db) =>
    bookPayout(world.operator(1, db), { ...outcome, paymentId: id }),
  );
  world.must(booked, 'book payout');
  const asked = { paymentId: id, bankLine: isPaid ? bankLine : null, decision: 'confirm' };
  const confirmed = await world.call(fault, (db) => confirmPayout(world.operator(0, db), asked), [
    'payout_not_open',
  ]);
  world.must(confirmed, 'confirm payout');
  if (isPaid) world.atBank.add(id);
  await look(world);
}

/** An operator confirms that a provider's bank account is its own, as it stands now. */
export async function confirmBank(world: World, provider: string): Promise<void> {
  const [row] = await world.db.asEngine((tx) =>
    tx.select().from(channelAccounts).where(eq(channelAccounts.organizationId, provider)),
  );
  if (!row) throw new Error('no payee');
  const seen = payeeFingerprint(row);
  await decidePayee(world.operator(0), { organizationId: provider, seen, decision: 'confirm' });
}

/** The bank gives a transfer of ours back, less what banks on the way kept; a payee is looked at anew. */
export async function bankReturns(
  world: World,
  { id, kind, organization, amount }: ModelPayment,
  kept: bigint,
  fault: Fault,
): Promise<void> {
  const [sent] = await world.test.ownerSql<{ line: string }[]>`
    select external_payment_id as line from payments where id = ${id}`;
  const line = {
    bankLine: world.requestId(),
    amount: amountText(amount - kept),
    kept: amountText(kept),
    reference: sent?.line ?? '',
  };
  const { movementId } = await bookReturn(world.operator(0), line);
  await compare(world, 'a return that is booked');
  const [booked] = await world.db.asEngine((tx) =>
    tx.select().from(externalMovements).where(eq(externalMovements.id, movementId)),
  );
  if (!booked) throw new Error('no booked return');
  const asked = { movementId, decision: 'confirm', seen: bookingSeen(booked) };
  const done = await world.call(fault, (db) => confirmOwnLine(world.operator(1, db), asked), ['not_booked']);
  world.must(done, `${kind} given back by the bank`);
  if (kind === 'payout') await confirmBank(world, organization);
}
