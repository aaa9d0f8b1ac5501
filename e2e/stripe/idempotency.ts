import type { StripeClock } from './clock';
import { StripeProblem } from './problem';

const DAY = 24 * 3_600_000;

export interface Kept {
  readonly status: number;
  readonly body: string;
}

/** The answers by idempotency key, for a day of the clock. */
export class KeptAnswers {
  private readonly kept = new Map<
    string,
    { readonly asked: string; readonly at: number; answer: Kept | null }
  >();

  constructor(private readonly clock: StripeClock) {}

  /** The first answer to this key, if there is one; the same key for another request, or while one runs, is refused. */
  begin(key: string, asked: string): Kept | null {
    const found = this.kept.get(key);
    const now = this.clock.now().getTime();
    if (!found || now - found.at >= DAY) {
      this.kept.set(key, { asked, at: now, answer: null });
      return null;
    }
    if (found.asked !== asked)
      throw new StripeProblem(
        400,
        'idempotency_error',
        `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
      );
    if (found.answer === null)
      throw new StripeProblem(
        409,
        'idempotency_error',
        `There is currently another in-progress request using this Stripe Account and Idempotent Key: ${key}.`,
        { code: 'idempotency_key_in_use' },
      );
    return found.answer;
  }

  /** Keeps an answer, or forgets the key when the endpoint never began. */
  end(key: string, answer: Kept | null): void {
    const found = this.kept.get(key);
    if (answer === null) this.kept.delete(key);
    else if (found) found.answer = answer;
  }
}
