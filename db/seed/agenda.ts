/** Something somebody will do at an instant of the demo's history. */
export interface Plan {
  readonly at: Date;
  readonly act: (now: Date) => Promise<void>;
}

/** Plans in the order of their instants; of equal ones, in the order they were made. */
export class Agenda {
  readonly #plans: Plan[] = [];

  add(at: Date, act: Plan['act']): void {
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
