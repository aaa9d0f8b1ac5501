import type { MoneyModel } from './money-model';
import type { Spending } from './rows';
import { BPS, DAY_MS, least, most } from './terms';
import { refundedOf } from './withdrawals';

/** What of a provider's payable was paid with card money that waits (L-6); the rest may be paid out now. */
export function payableNow(model: MoneyModel, provider: string): bigint {
  const waits = model.buyers.reduce((all, buyer) => all + waiting(model, buyer, provider), 0n);
  return most(0n, model.books.of(provider, 'payable') - waits);
}

/** A buyer's spendings less what went back on their leases, the latest first. */
function kept(model: MoneyModel, buyer: string): Spending[] {
  const all: { -readonly [K in keyof Spending]: Spending[K] }[] = [];
  for (const { lease, spent, net, at } of model.spendings) {
    if (lease.buyer !== buyer) continue;
    let back = { spent: most(0n, -spent), net: most(0n, -net) };
    for (const one of all.filter((own) => own.lease === lease).reverse()) {
      const [a, b] = [least(back.spent, one.spent), least(back.net, one.net)];
      one.spent -= a;
      one.net -= b;
      back = { spent: back.spent - a, net: back.net - b };
    }
    if (spent > 0n) all.push({ lease, spent, net: most(0n, net), at });
  }
  return all.filter((one) => one.spent > 0n);
}

/** Card money is spent first, the oldest first, as far as it had come in by then. */
function waiting(model: MoneyModel, buyer: string, provider: string): bigint {
  const cards = model.payments
    .filter((one) => one.organization === buyer && one.kind === 'top_up' && one.state === 'succeeded')
    .filter((one) => one.finalAt > one.settledAt)
    .sort((a, b) => a.settledAt - b.settledAt || (a.id < b.id ? -1 : 1))
    .map((one) => ({ ...one, left: most(0n, one.amount - refundedOf(model, one)) }));
  let waits = 0n;
  for (const { lease, spent, net, at } of kept(model, buyer)) {
    let drawn = 0n;
    for (const card of cards) {
      if (card.settledAt > at) break;
      const more = least(card.left, spent - drawn);
      const share = (micros: bigint) => (net * micros + spent - 1n) / spent;
      const part = share(drawn + more) - share(drawn);
      card.left -= more;
      drawn += more;
      if (lease.provider !== provider || card.finalAt <= model.now) continue;
      const reserve = (part * model.card.reserveBps + BPS - 1n) / BPS;
      waits += at + model.card.payoutDays * DAY_MS > model.now ? part : reserve;
    }
  }
  return waits;
}
