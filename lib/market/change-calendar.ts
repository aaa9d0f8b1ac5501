import { type Hour, hoursOfLocalDate, localHour } from '@/lib/core/hours';
import { ok, type Result, refuse } from '@/lib/core/result';
import { type CalendarInterval, wantedCards } from './ask-plan';

export interface OfferedHour {
  readonly hour: Hour;
  readonly offeredCards: number;
  readonly reservedCards: number;
}

export interface CalendarChange {
  /** The hours whose offered cards move, with the new number. */
  readonly changes: readonly { readonly hour: Hour; readonly offeredCards: number }[];
  /** Hours that offer more than the calendar wants because so many cards are reserved. */
  readonly heldByLeases: number;
}

/** Offered cards over a pool's hours by its calendar: never fewer than are reserved (M-1, M-2). */
export function changeCalendar(
  hours: readonly OfferedHour[],
  cards: number,
  intervals: readonly CalendarInterval[],
): CalendarChange {
  const changes: { hour: Hour; offeredCards: number }[] = [];
  let heldByLeases = 0;
  for (const { hour, offeredCards, reservedCards } of hours) {
    const wanted = wantedCards(cards, intervals, hour);
    if (wanted < reservedCards) heldByLeases += 1;
    const offered = Math.max(reservedCards, wanted);
    if (offered !== offeredCards) changes.push({ hour, offeredCards: offered });
  }
  return { changes, heldByLeases };
}

const LOCAL_HOUR = /^(\d{4}-\d{2}-\d{2})T(\d{2})(?::00)?$/;

const nextDate = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/**
 * The UTC hour at which a local time written `2026-11-21T08:00` begins (M-17): the first of two where clocks go back,
 * the next one where they skip it; refuses what isn't a whole local hour.
 */
export function hourOfLocalTime(text: string, timeZone: string): Result<Hour, 'not_a_local_hour'> {
  const [, date = '', hourText = ''] = LOCAL_HOUR.exec(text) ?? [];
  const hourOfDay = Number(hourText);
  if (date === '' || !isDate(date) || hourOfDay > 23) return refuse('not_a_local_hour', { found: text });
  const hours = hoursOfLocalDate(date, timeZone);
  const found =
    hours.find((hour) => localHour(hour, timeZone).hourOfDay >= hourOfDay) ??
    hoursOfLocalDate(nextDate(date), timeZone)[0];
  return found === undefined ? refuse('not_a_local_hour', { found: text }) : ok(found);
}

const isDate = (text: string): boolean => {
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(text);
};
