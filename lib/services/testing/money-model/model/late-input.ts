import type { MoneyModel } from './money-model';
import type { ModelLease } from './rows';
import { HOUR_MS, least } from './terms';

/** The units its provider may claim for full hours that ended before its buyer's input was there (S-9). */
export function claimable(model: MoneyModel, lease: ModelLease): bigint {
  const results = lease.deliveries.filter(({ kind }) => kind === 'result').map(({ at }) => at);
  const until = Math.min(model.now, lease.inputAt ?? model.now, lease.workRunsAt ?? model.now, ...results);
  const cardsOf = (hours: ModelLease['hours']) => hours.reduce((all, { cards }) => all + cards, 0n);
  const lost = cardsOf(lease.hours.filter(({ hour }) => (hour + 1) * HOUR_MS <= until));
  const claimed = lease.deliveries.reduce((all, d) => (d.kind === 'late_input' ? all + d.units : all), 0n);
  const open = (lease.units * lost) / cardsOf(lease.hours) - claimed;
  return least(open, lease.units - model.reported(lease));
}
