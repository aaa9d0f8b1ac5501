import type { MoneyModel } from './money-model';
import type { ModelHour, ModelLease } from './rows';
import { end, spend } from './settling';
import { BPS, CANCEL_BPS, FEE_BPS, HOUR_MS, least } from './terms';

/** Its buyer leaves (S-8): 5 % and the accepted units are earned, what the hours given back cost stays on hold. */
export function leave(model: MoneyModel, lease: ModelLease): void {
  lease.left = true;
  end(model, lease);
  stand(model, lease);
}

/** Given-back hours have begun: those that others took return, the others are earned; promises of how many leases. */
export function hoursBegin(model: MoneyModel): number {
  const left = model.leases.filter((lease) => lease.left && lease.held > 0n);
  const before = left.map(({ refunded }) => refunded);
  for (const lease of left) stand(model, lease);
  return left.filter(({ refunded }, at) => refunded > (before[at] ?? 0n)).length;
}

/** Moves a left lease's money to where its units and the hours that have begun say it belongs. */
function stand(model: MoneyModel, lease: ModelLease): void {
  const { price, units, deliveries, buyer, provider } = lease;
  const accepted = deliveries.reduce((all, d) => all + d.paid, 0n);
  const refused = deliveries.reduce((all, d) => (d.state === 'decided' ? all + d.units - d.paid : all), 0n);
  const mostPaid = (price * (units - refused)) / units;
  const back = lease.hours.filter(({ hour }) => gaveBack(lease, hour));
  const begun = back.filter(({ hour }) => hour <= model.hour);
  const cost = (hours: typeof back) => hours.reduce((all, { cards, price: each }) => all + cards * each, 0n);
  const taken = begun.reduce((all, { pool, hour }) => all + takenOf(model, lease, pool, hour), 0n);
  const surely = (price * CANCEL_BPS) / BPS + (price * accepted) / units - taken;
  const earned = least(mostPaid, surely + cost(begun));
  const reach = least(mostPaid, surely + cost(back));
  const fee = (earned * FEE_BPS) / BPS;
  const net = earned - fee - (lease.earned - lease.fee);
  const held = reach - earned;
  model.books.move(buyer, 'held', held - lease.held);
  model.books.move(buyer, 'available', price - reach - lease.refunded);
  model.books.move(provider, 'payable', net);
  model.earnFee(fee - lease.fee);
  spend(model, lease, earned - lease.earned, net);
  Object.assign(lease, { earned, fee, held, refunded: price - reach });
}

/** Hours that hadn't begun when its buyer left. */
const gaveBack = (one: ModelLease, hour: number): boolean =>
  one.left && hour >= Math.max(one.startHour, Math.floor(one.endedAt / HOUR_MS) + 1);

const inHour = (one: ModelLease, pool: string, hour: number): Pick<ModelHour, 'cards' | 'price'> =>
  one.hours.find((own) => own.pool === pool && own.hour === hour) ?? { cards: 0n, price: 0n };

/**
 * What returns of the cards a lease gave back in an hour: each card sold since serves who left first, and returns what its
 * taker pays, at most what it cost.
 */
function takenOf(model: MoneyModel, lease: ModelLease, pool: string, hour: number): bigint {
  const backs = model.leases
    .filter((one) => gaveBack(one, hour) && inHour(one, pool, hour).cards > 0n)
    .sort((a, b) => a.endedAt - b.endedAt)
    .map((one) => ({ one, left: inHour(one, pool, hour).cards }));
  let taken = 0n;
  for (const taker of model.leases.toSorted((a, b) => a.madeAt - b.madeAt)) {
    const { cards: sold, price } = inHour(taker, pool, hour);
    let cards = sold;
    for (const back of backs) {
      if (taker.madeAt < back.one.endedAt) continue;
      const served = least(cards, back.left);
      back.left -= served;
      cards -= served;
      if (back.one === lease) taken += served * least(inHour(lease, pool, hour).price, price);
    }
  }
  return taken;
}
