import type { Micros } from '@/lib/core/amount';
import { firstSellableHour, type Hour } from '@/lib/core/hours';
import { askAt } from './ask-plan';

export interface AskedHour {
  readonly hour: Hour;
  readonly askMicros: Micros;
}

export interface AskChange {
  /** The hours whose ask moves, with the new one. */
  readonly changes: readonly AskedHour[];
  readonly lowered: number;
  readonly raised: number;
  /** Hours that keep their lower ask because the notice isn't over for them. */
  readonly keptByNotice: number;
  /** The first hour in which a raise counts. */
  readonly raiseFromHour: Hour;
}

/** The first hour in which a raise made now counts: it starts at least `noticeHours` after now (M-2). */
export const raiseFromHour = (now: Date, noticeHours: number): Hour =>
  firstSellableHour(now, noticeHours * 60);

/**
 * New asks over a pool's hours: a cut counts at once, a raise for hours at least `noticeHours` ahead (M-2). Only the
 * ask of cards still free moves: what is reserved keeps the price of its lease.
 */
export function changeAsk(
  hours: readonly AskedHour[],
  plan: { readonly asksMicros: readonly Micros[]; readonly timeZone: string },
  terms: { readonly now: Date; readonly noticeHours: number },
): AskChange {
  const fromHour = raiseFromHour(terms.now, terms.noticeHours);
  const changes: AskedHour[] = [];
  let [lowered, raised, keptByNotice] = [0, 0, 0];
  for (const { hour, askMicros } of hours) {
    const wanted = askAt(plan.asksMicros, hour, plan.timeZone);
    if (wanted === askMicros) continue;
    if (wanted > askMicros && hour < fromHour) {
      keptByNotice += 1;
      continue;
    }
    if (wanted < askMicros) lowered += 1;
    else raised += 1;
    changes.push({ hour, askMicros: wanted });
  }
  return { changes, lowered, raised, keptByNotice, raiseFromHour: fromHour };
}
