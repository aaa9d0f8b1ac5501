import { type Hour, localHour } from '@/lib/core/hours';

export interface HourGridRow<Cell> {
  /** Local date, ISO. */
  readonly date: string;
  /** 1 (Monday) … 7 (Sunday). */
  readonly weekday: number;
  readonly cells: readonly (Cell | null)[];
}

export interface HourGrid<Cell> {
  /** `00` … `23`, and `02′` where an hour comes twice on a day the clock goes back. */
  readonly columns: readonly string[];
  readonly rows: readonly HourGridRow<Cell>[];
}

/** Hours as local days × hours of the day: a day of 25 hours has a column more, one of 23 a hole (M-17). */
export function hourGrid<Cell extends { readonly hour: Hour }>(
  hours: readonly Cell[],
  timeZone: string,
): HourGrid<Cell> {
  const days = new Map<string, { weekday: number; cells: Map<string, Cell> }>();
  const columns = new Set(Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0')));
  for (const cell of hours) {
    const { date, weekday, hourOfDay } = localHour(cell.hour, timeZone);
    const day = days.get(date) ?? { weekday, cells: new Map<string, Cell>() };
    days.set(date, day);
    const name = String(hourOfDay).padStart(2, '0');
    const again = localHour(cell.hour - 1, timeZone).hourOfDay === hourOfDay;
    const column = again ? `${name}′` : name;
    columns.add(column);
    day.cells.set(column, cell);
  }
  const ordered = [...columns].sort();
  return {
    columns: ordered,
    rows: [...days].map(([date, { weekday, cells }]) => ({
      date,
      weekday,
      cells: ordered.map((column) => cells.get(column) ?? null),
    })),
  };
}
