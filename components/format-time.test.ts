import { describe, expect, it } from 'vitest';
import { formatLeft, formatTime, zoneLabel } from './format-time';

const at = new Date('2026-11-21T16:06:25Z');

describe('instants as shown', () => {
  it('16:06:25Z is 00:06 of the next day in Shanghai, written with 00 and not 24', () => {
    expect(formatTime(at, 'Asia/Shanghai')).toBe('2026-11-22 00:06');
    expect(formatTime(at, 'Asia/Shanghai', 'clock')).toBe('00:06:25');
  });
  it('every shape is a part of the same ISO order', () => {
    expect(formatTime(at, 'UTC', 'seconds')).toBe('2026-11-21 16:06:25');
    expect(formatTime(at, 'UTC', 'date')).toBe('2026-11-21');
    expect(formatTime(at, 'UTC', 'month-day-time')).toBe('11-21 16:06');
  });
  it('zones are stated by their distance from UTC on that day', () => {
    expect(zoneLabel(at, 'Asia/Shanghai')).toBe('UTC+8');
    expect(zoneLabel(at, 'UTC')).toBe('UTC');
    expect(zoneLabel(at, 'Asia/Kolkata')).toBe('UTC+5:30');
    expect(zoneLabel(at, 'America/New_York')).toBe('UTC−5');
    expect(zoneLabel(new Date('2026-07-01T00:00:00Z'), 'America/New_York')).toBe('UTC−4');
  });
  it('245 s left is 4:05, 3,723 s is 1:02:03, past the end is 0:00', () => {
    expect(formatLeft(245)).toBe('4:05');
    expect(formatLeft(3723)).toBe('1:02:03');
    expect(formatLeft(2 * 86400 + 3 * 3600 + 4 * 60)).toBe('2 d 03:04');
    expect(formatLeft(-5)).toBe('0:00');
  });
});
