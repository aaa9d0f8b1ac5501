import { describe, expect, it } from 'vitest';
import { isIndicativeTick, nextRoundTick, roundTickAt } from './round-tick';

const at = (time: string) => new Date(`2026-11-23T${time}Z`);

describe('round ticks (M-6b)', () => {
  it('hourly rounds tick on the hour: at 08:40 the last was 08:00, the next is 09:00', () => {
    expect(roundTickAt(at('08:40:00'), 3600)).toEqual(at('08:00:00'));
    expect(nextRoundTick(at('08:40:00'), 3600)).toEqual(at('09:00:00'));
    expect(nextRoundTick(at('09:00:00'), 3600)).toEqual(at('10:00:00'));
  });

  it('with a main round an hour and an indicative one a minute, 08:01:10 is an indicative tick’s time, 08:00:30 the main round’s', () => {
    const pace = { mainRoundSeconds: 3600, indicativeRoundSeconds: 60 };
    expect(isIndicativeTick(at('08:01:10'), pace)).toBe(true);
    expect(isIndicativeTick(at('08:00:30'), pace)).toBe(false);
  });

  it('where both have one pace there are only main rounds', () => {
    const pace = { mainRoundSeconds: 60, indicativeRoundSeconds: 60 };
    for (const time of ['08:00:00', '08:01:59', '08:30:30'])
      expect(isIndicativeTick(at(time), pace)).toBe(false);
  });
});
