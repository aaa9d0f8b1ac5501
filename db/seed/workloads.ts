import { hourOf } from '@/lib/core/hours';
import type { Dice } from './dice';
import { TEMPLATES, type Template } from './templates';

const REGION_CHOICES: readonly (readonly string[])[] = [
  [],
  [],
  [],
  ['CN'],
  ['CN'],
  ['CN'],
  ['CN-NX', 'CN-GS', 'CN-NM'],
  ['CN-GD', 'CN-SH', 'CN-ZJ'],
  ['SG', 'JP'],
];
/** What people insist on: the sought-after first, then what their code was ported to. */
const WANTED_CHIPS: readonly (readonly string[])[] = [
  ['h100'],
  ['h100', 'h800'],
  ['h200', 'h100'],
  ['a100', 'a800'],
  ['rtx-4090', 'l40s'],
  ['ascend-910b'],
  ['ascend-910b', 'ascend-910c'],
  ['mlu590', 'mlu370'],
  ['dcu-k100'],
  ['mtt-s4000', 'metax-c500'],
  ['l20', 'l4', 't4'],
];

function constraints(dice: Dice): object {
  return {
    regions: dice.oneOf(REGION_CHOICES),
    ...(dice.chance(0.42) ? { chips: dice.oneOf(WANTED_CHIPS) } : {}),
    ...(dice.chance(0.06) ? { chipKind: dice.oneOf(['gpu', 'npu']) } : {}),
    ...(dice.chance(0.12) ? { greenShareMin: dice.oneOf([0.5, 0.7]) } : {}),
    ...(dice.chance(0.15) ? { gradeMin: dice.oneOf(['silver', 'gold']) } : {}),
  };
}

export interface Wish {
  readonly template: Template;
  readonly cardHours: number;
  readonly input: { readonly name: string; readonly label: string; readonly spec: object };
}

function drawTemplate(dice: Dice): Template {
  let left = dice.roll() * TEMPLATES.reduce((sum, { weight }) => sum + weight, 0);
  for (const template of TEMPLATES) {
    left -= template.weight;
    if (left < 0) return template;
  }
  return TEMPLATES[0];
}

const LABELS = ['', 'Q4', 'research', 'production', 'pilot'] as const;

/** A run on the sought-after cards before a deadline many share: the same kind of training, due within a day and a half. */
export function drawRush(dice: Dice, homeRegion: string, now: Date): Wish {
  const template = TEMPLATES[2] ?? TEMPLATES[0];
  const cardHours = dice.around(700, 0.4);
  const earliestHour = hourOf(now) + 2;
  const spec = {
    ...template.fields(cardHours, dice),
    constraints: { chips: ['h100', 'h800'], regions: ['CN'] },
    homeRegion,
    earliestHour,
    deadlineHour: earliestHour + dice.whole(26, 36),
  };
  return {
    template,
    cardHours,
    input: { name: `Submission run ${dice.whole(2, 99)}`, label: 'deadline', spec },
  };
}

/** What a buyer wants done: a template at some size, a window from soon to some days ahead, and now and then conditions. */
export function drawWish(dice: Dice, homeRegion: string, now: Date): Wish {
  const template = drawTemplate(dice);
  const cardHours = Math.min(6000, dice.around(template.cardHours, 0.7));
  const earliestHour = hourOf(now) + dice.whole(1, 20);
  const spec = {
    ...template.fields(cardHours, dice),
    constraints: constraints(dice),
    homeRegion,
    ...(dice.chance(0.6)
      ? { dataInGb: dice.whole(5, 400), dataOutGb: dice.whole(1, 60), dataRegion: homeRegion }
      : {}),
    earliestHour,
    deadlineHour: earliestHour + dice.whole(30, 150),
  };
  return {
    template,
    cardHours,
    input: { name: `${template.name} ${dice.whole(2, 99)}`, label: dice.oneOf(LABELS), spec },
  };
}
