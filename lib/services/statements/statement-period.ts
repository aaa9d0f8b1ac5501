import { hourStart, hoursOfLocalDate } from '@/lib/core/hours';

/** The instants between which a statement's lines lie; null is open. The end is exclusive. */
export interface StatementPeriod {
  readonly from: Date | null;
  readonly to: Date | null;
}

const startOf = (date: string, timeZone: string): Date => {
  const [first = 0] = hoursOfLocalDate(date, timeZone);
  return hourStart(first);
};

const dayAfter = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** The period of two local dates, both included, by the asked clock. */
export const periodOf = (
  dates: { readonly from?: string; readonly to?: string },
  timeZone: string,
): StatementPeriod => ({
  from: dates.from ? startOf(dates.from, timeZone) : null,
  to: dates.to ? startOf(dayAfter(dates.to), timeZone) : null,
});
