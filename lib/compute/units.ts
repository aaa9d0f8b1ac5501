/** What a job delivers and is paid for; counted in whole numbers of the smallest thing delivered (S-1). */
export const OUTCOME_UNITS = [
  'training_tokens',
  'inference_tokens',
  'frames',
  'serving_minutes',
  'card_hours',
] as const;
export type OutcomeUnit = (typeof OUTCOME_UNITS)[number];

/** How many units one line of a price shows: prices per 1M tokens, per frame, per minute, per card-hour. */
export const DISPLAY_SCALE: Readonly<Record<OutcomeUnit, bigint>> = {
  training_tokens: 1_000_000n,
  inference_tokens: 1_000_000n,
  frames: 1n,
  serving_minutes: 1n,
  card_hours: 1n,
};

/** Whether a text names an outcome unit. */
export const isOutcomeUnit = (text: string): text is OutcomeUnit =>
  OUTCOME_UNITS.some((unit) => unit === text);
