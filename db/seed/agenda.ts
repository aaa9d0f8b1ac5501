/** Something somebody will do at an instant of the demo's history. */
export interface Plan {
  readonly at: Date;
  readonly act: (now: Date) => Promise<void>;
}

const SLOT_MS = 15 * 60_000;

/**
 * The first instant from the given one at which the cast acts: one in every quarter of an hour, at no round minute.
 * Serving the market's clock costs about as much as an order does, so what happens close together happens at once.
 */
export function slotFrom(at: Date): Date {
  const instantOf = (slot: number) => slot * SLOT_MS + 60_000 + ((slot * 7_919) % 661) * 1000;
  const slot = Math.floor(at.getTime() / SLOT_MS);
  const own = instantOf(slot);
  return new Date(own >= at.getTime() ? own : instantOf(slot + 1));
}

/** Plans in the order of their instants; of equal ones, in the order they were made. */
export class Agenda {
  readonly #plans: Plan[] = [];

  /** Plans something for an instant or the first slot after it. */
  add(from: Date, act: Plan['act']): void {
    const at = slotFrom(from);
    let low = 0;
    let high = this.#plans.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#plans[middle]?.at ?? at) <= at) low = middle + 1;
      else high = middle;
    }
    this.#plans.splice(low, 0, { at, act });
  }

  /** Takes the next plan that is due before an instant; undefined when none is. */
  takeBefore(end: Date): Plan | undefined {
    const [next] = this.#plans;
    return next && next.at < end ? this.#plans.shift() : undefined;
  }
}
