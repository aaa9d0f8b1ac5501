import type { DeliveryStanding } from '../delivery';

export const total = (
  standing: readonly DeliveryStanding[],
  units: (d: DeliveryStanding) => bigint,
): bigint => standing.reduce((sum, d) => sum + units(d), 0n);
/** Units of an answered delivery that are paid. */
export const paidOf = ({ state, units, providerUnits }: DeliveryStanding): bigint =>
  state === 'decided' ? (providerUnits ?? 0n) : units;
export const refusedOf = (d: DeliveryStanding): bigint => d.units - paidOf(d);
export const results = (standing: readonly DeliveryStanding[]) =>
  standing.filter(({ kind }) => kind === 'result');
export const hasResult = (standing: readonly DeliveryStanding[]): boolean =>
  results(standing).some((d) => paidOf(d) > 0n);
