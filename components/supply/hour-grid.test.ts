import { describe, expect, it } from 'vitest';
import { hoursOfLocalDate } from '@/lib/core/hours';
import { hourGrid } from './hour-grid';

const day = (date: string, zone: string) => hoursOfLocalDate(date, zone).map((hour) => ({ hour }));

describe('hours as days', () => {
  it('a plain day is one full row of 24', () => {
    const { columns, rows } = hourGrid(day('2026-11-21', 'Asia/Shanghai'), 'Asia/Shanghai');
    expect(columns).toHaveLength(24);
    expect(rows).toMatchObject([{ date: '2026-11-21', weekday: 6 }]);
    expect(rows[0]?.cells.every((cell) => cell !== null)).toBe(true);
  });
  it('a day of 25 hours has the column 02′ after 02', () => {
    const { columns, rows } = hourGrid(day('2026-10-25', 'Europe/Berlin'), 'Europe/Berlin');
    expect(columns.slice(1, 5)).toEqual(['01', '02', '02′', '03']);
    expect(rows[0]?.cells.filter((cell) => cell !== null)).toHaveLength(25);
  });
  it('a day of 23 hours has a hole at 02', () => {
    const { rows } = hourGrid(day('2026-03-29', 'Europe/Berlin'), 'Europe/Berlin');
    expect(rows[0]?.cells[2]).toBeNull();
    expect(rows[0]?.cells.filter((cell) => cell !== null)).toHaveLength(23);
  });
});
