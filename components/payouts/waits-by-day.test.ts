import { expect, it } from 'vitest';
import { waitsByDay } from './waits-by-day';

it('10 at 08:00 and 5 at 20:00 of one day for one reason are 15 until 20:00; another reason stands alone', () => {
  const at = (time: string) => new Date(`2026-12-05T${time}Z`);
  expect(
    waitsByDay([
      { because: 'card_hold', until: at('20:00:00'), micros: 5n },
      { because: 'card_reserve', until: at('09:00:00'), micros: 1n },
      { because: 'card_hold', until: at('08:00:00'), micros: 10n },
    ]),
  ).toEqual([
    { because: 'card_reserve', until: at('09:00:00'), micros: 1n },
    { because: 'card_hold', until: at('20:00:00'), micros: 15n },
  ]);
});
