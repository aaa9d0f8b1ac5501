import { describe, expect, it } from 'vitest';
import { timeTicks, timeTickText, valueText } from './chart-model';

describe('marks on a time axis', () => {
  it('two days are marked every 12 hours from local midnight: 5 marks from 16:00Z in Shanghai', () => {
    const from = Date.parse('2026-11-20T16:00:00Z');
    const ticks = timeTicks(from, from + 48 * 3_600_000, 'Asia/Shanghai');
    expect(ticks.map((tick) => timeTickText(tick, 'Asia/Shanghai'))).toEqual([
      '11-21',
      '12:00',
      '11-22',
      '12:00',
      '11-23',
    ]);
  });
  it('14 days are marked every second midnight', () => {
    const from = Date.parse('2026-11-01T05:30:00Z');
    const ticks = timeTicks(from, from + 14 * 24 * 3_600_000, 'Asia/Shanghai');
    expect(ticks).toHaveLength(7);
    expect(new Set(ticks.map((tick) => new Date(tick).getUTCHours()))).toEqual(new Set([16]));
  });
});

describe('values as written', () => {
  it('0.625 as a share is 62.5 %, an unknown value a dash, money keeps its cents', () => {
    expect(valueText(0.625, { percent: true }, 'en')).toBe('62.5 %');
    expect(valueText(null, {}, 'en')).toBe('—');
    expect(valueText(1234.5, { currency: 'CNY' }, 'en')).toBe('¥1,234.50');
    expect(valueText(12, { unit: 'MW' }, 'en')).toBe('12 MW');
  });
});
