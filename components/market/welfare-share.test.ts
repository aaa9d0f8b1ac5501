import { describe, expect, it } from 'vitest';
import { boundShare, gainOver, shareWithoutLargest } from './welfare-share';

const round = { welfareMicros: '980', boundMicros: '1000' };

describe('what a round is measured by', () => {
  it('980 of at most 1,000 is 98 %', () => expect(boundShare(round)).toBe(0.98));
  it('without its largest 900, 80 of at most 100 are 80 %', () =>
    expect(shareWithoutLargest(round, '900')).toBe(0.8));
  it('has no share when the largest are all, nor when nothing could be gained', () => {
    expect(shareWithoutLargest(round, '980')).toBeNull();
    expect(boundShare({ welfareMicros: '0', boundMicros: '0' })).toBeNull();
  });
  it('980 over first come’s 800 is 22.5 % more; over nothing it is no share', () => {
    expect(gainOver('980', '800')).toBe(0.225);
    expect(gainOver('980', '0')).toBeNull();
  });
});
