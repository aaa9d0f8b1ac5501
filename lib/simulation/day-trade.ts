import type { Lot } from '@/lib/clearing/outcome';
import type { Arrival } from './day';

/** An arrival that was filled, at which minute and for how many micros, at once or in a main round. */
export interface DayTrade {
  readonly arrival: Arrival;
  readonly minute: number;
  readonly payMicros: number;
  readonly lots: readonly Lot[];
  readonly isInstant: boolean;
}
