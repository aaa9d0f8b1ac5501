import type { MoneyModel } from './money-model';
import type { ModelPayment } from './rows';
import { ALIPAY_RETURN_MS, inCents, least, most, sum } from './terms';

/** What of a top-up hasn't gone back, and isn't on its way back. */
export function leftOf(model: MoneyModel, topUp: ModelPayment): bigint {
  const back = model.payments.filter(({ source, state }) => source === topUp.id && state !== 'failed');
  return topUp.amount - sum(back.map((one) => one.amount - one.returned));
}

/** What of a top-up has gone back to where it came from. */
export function refundedOf(model: MoneyModel, topUp: ModelPayment): bigint {
  const back = model.payments.filter(({ source, state }) => source === topUp.id && state === 'succeeded');
  return sum(back.map((one) => one.amount - one.returned));
}

/** What may still go back of a top-up. */
function openOf(model: MoneyModel, topUp: ModelPayment): bigint {
  const taken = topUp.chargeback === 'open' || topUp.chargeback === 'lost' ? topUp.charged : 0n;
  return most(0n, leftOf(model, topUp) - taken);
}

/** How far a buyer's money may go back: to sources that aren't final, and beside that to those that are. */
function room(model: MoneyModel, buyer: string) {
  // Nothing under a cent can be sent.
  const available = inCents(model.books.of(buyer, 'available'));
  const all = model.payments.filter(
    (one) => one.organization === buyer && one.kind === 'top_up' && one.state === 'succeeded',
  );
  const left = (some: readonly ModelPayment[]) => sum(some.map((one) => openOf(model, one)));
  const asked = all.filter(({ chargeback }) => chargeback === 'open');
  const waits = all.filter((one) => one.finalAt > model.now || one.chargeback === 'open');
  const usable = all.filter(
    ({ chargeback, method, settledAt }) =>
      (chargeback === 'none' || chargeback === 'won') &&
      (method !== 'alipay' || settledAt + ALIPAY_RETURN_MS >= model.now),
  );
  const final = least(
    available - least(available, left(waits)),
    left(usable.filter((one) => one.finalAt <= model.now)),
  );
  const toCards = left(usable.filter((one) => one.finalAt > model.now));
  return { usable, final, most: least(available - least(available, left(asked)), toCards + final) };
}

/** How much a buyer may take out: card money that isn't final to its cards alone, what a bank asks for nowhere (L-7). */
export const withdrawable = (model: MoneyModel, buyer: string): bigint => room(model, buyer).most;

/** Where a withdrawal goes, by top-up (L-7): to the newest first, to those that are final only beside card money. */
export function sourcesOf(model: MoneyModel, buyer: string, amount: bigint): ReadonlyMap<string, bigint> {
  const { usable, final } = room(model, buyer);
  const parts = new Map<string, bigint>();
  let [rest, restFinal] = [amount, final];
  const newestFirst = usable.toSorted((a, b) => b.settledAt - a.settledAt || (a.id < b.id ? 1 : -1));
  for (const topUp of newestFirst) {
    const isFinal = topUp.finalAt <= model.now;
    const part = least(rest, least(openOf(model, topUp), isFinal ? restFinal : rest));
    if (part === 0n) continue;
    parts.set(topUp.id, part);
    rest -= part;
    if (isFinal) restFinal -= part;
  }
  return parts;
}
