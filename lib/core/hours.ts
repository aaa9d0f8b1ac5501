import { assert } from './assert';

/** A clock hour as whole hours since 1970-01-01T00:00Z; the key of every pool-hour. */
export type Hour = number;

const MS_PER_HOUR = 3_600_000;

/** The hour that contains this instant. */
export const hourOf = (instant: Date): Hour => Math.floor(instant.getTime() / MS_PER_HOUR);

/** The instant at which an hour starts. */
export const hourStart = (hour: Hour): Date => new Date(hour * MS_PER_HOUR);

/** The first hour that may still be sold: it starts at least `leadMinutes` after now (M-16). */
export const firstSellableHour = (now: Date, leadMinutes: number): Hour =>
  Math.ceil((now.getTime() + leadMinutes * 60_000) / MS_PER_HOUR);

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA-u-hc-h23', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    weekday: 'short',
  });
  formatters.set(timeZone, made);
  return made;
}

export interface LocalHour {
  /** ISO date in the zone, `2026-11-21`. */
  readonly date: string;
  /** 0 … 23, the local clock's hour when the UTC hour starts. */
  readonly hourOfDay: number;
  /** 1 (Monday) … 7 (Sunday). */
  readonly weekday: number;
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Where a UTC hour stands on the local calendar of an IANA zone (M-17). */
export function localHour(hour: Hour, timeZone: string): LocalHour {
  const parts: Record<string, string> = {};
  for (const part of formatter(timeZone).formatToParts(hourStart(hour))) parts[part.type] = part.value;
  return {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    hourOfDay: Number(parts.hour),
    weekday: WEEKDAYS.indexOf(parts.weekday ?? '') + 1,
  };
}

/** The UTC hours whose start falls on a local date, in order: 24, or 23 and 25 on the days clocks change (M-17). */
export function hoursOfLocalDate(date: string, timeZone: string): Hour[] {
  const midnightUtc = Date.parse(`${date}T00:00:00Z`);
  assert(Number.isFinite(midnightUtc), 'M-17', { date });
  const around = Math.floor(midnightUtc / MS_PER_HOUR);
  const hours: Hour[] = [];
  for (let hour = around - 15; hour < around + 40; hour++)
    if (localHour(hour, timeZone).date === date) hours.push(hour);
  return hours;
}

/** Whether the runtime knows this IANA time zone. */
export function isTimeZone(timeZone: string): boolean {
  try {
    formatter(timeZone);
    return true;
  } catch {
    return false;
  }
}
