import type { Dice } from './dice';

/** A kind of job the demo's buyers describe, and how large one card-hour of it is, roughly. */
export interface Template {
  readonly key: string;
  readonly name: string;
  /** How often it is asked for. */
  readonly weight: number;
  /** Median size in card-hours. */
  readonly cardHours: number;
  readonly fields: (cardHours: number, dice: Dice) => object;
}

const rounded = (value: number): number => Number(value.toPrecision(2));

const training = (
  model: string,
  paramsB: number,
  method: 'full' | 'lora' | 'qlora',
  tokensMPerCardHour: number,
): Template['fields'] => {
  return (cardHours) => ({
    kind: 'training',
    model,
    paramsTotalB: paramsB,
    paramsActiveB: paramsB,
    precision: 'bf16',
    tokensB: rounded((cardHours * tokensMPerCardHour) / 1000),
    method,
    seqLen: 4096,
  });
};

const batch = (model: string, paramsB: number, tokensMPerCardHour: number): Template['fields'] => {
  return (cardHours, dice) => ({
    kind: 'inference',
    model,
    paramsTotalB: paramsB,
    paramsActiveB: paramsB,
    precision: 'bf16',
    promptTokens: dice.oneOf([512, 1024, 2048]),
    outputTokens: dice.oneOf([128, 256, 512]),
    demand: { mode: 'batch', totalTokensM: rounded(cardHours * tokensMPerCardHour) },
  });
};

const serving = (model: string, paramsB: number): Template['fields'] => {
  return (cardHours, dice) => ({
    kind: 'inference',
    model,
    paramsTotalB: paramsB,
    paramsActiveB: paramsB,
    precision: 'bf16',
    promptTokens: 1024,
    outputTokens: 256,
    demand: {
      mode: 'serving',
      outputTokensPerS: rounded(dice.around(1500, 0.6)),
      hours: Math.min(96, Math.max(6, Math.round(cardHours / 6))),
    },
  });
};

const rendering = (secondsPerFrame: number, sceneMemoryGb: number): Template['fields'] => {
  return (cardHours, dice) => {
    const seconds = rounded(dice.around(secondsPerFrame, 0.4));
    return {
      kind: 'rendering',
      renderer: 'blender-cycles',
      frames: Math.max(24, Math.round((cardHours * 3600) / seconds)),
      widthPx: 3840,
      heightPx: 2160,
      calibrationSecondsPerFrame: seconds,
      calibrationChip: 'rtx-4090',
      sceneMemoryGb,
    };
  };
};

export const TEMPLATES: readonly [Template, ...Template[]] = [
  {
    key: 'lora-7b',
    name: 'Dialogue tuning, 7B LoRA',
    weight: 14,
    cardHours: 300,
    fields: training('Qwen2.5 7B', 7.62, 'lora', 18),
  },
  {
    key: 'lora-32b',
    name: 'Domain expert, 32B LoRA',
    weight: 10,
    cardHours: 700,
    fields: training('Qwen2.5 32B', 32.76, 'lora', 4.2),
  },
  {
    key: 'full-8b',
    name: 'Continued pre-training, 8B',
    weight: 9,
    cardHours: 1500,
    fields: training('Llama 3.1 8B', 8.03, 'full', 11),
  },
  {
    key: 'full-1b',
    name: 'Small model from scratch, 1.5B',
    weight: 8,
    cardHours: 900,
    fields: training('Qwen2.5 1.5B', 1.54, 'full', 55),
  },
  {
    key: 'qlora-72b',
    name: 'Legal assistant, 72B QLoRA',
    weight: 6,
    cardHours: 500,
    fields: training('Qwen2.5 72B', 72.71, 'qlora', 1.8),
  },
  {
    key: 'batch-7b',
    name: 'Catalogue descriptions',
    weight: 11,
    cardHours: 250,
    fields: batch('Qwen2.5 7B', 7.62, 14),
  },
  {
    key: 'batch-14b',
    name: 'Archive summaries',
    weight: 8,
    cardHours: 400,
    fields: batch('Qwen2.5 14B', 14.77, 7),
  },
  {
    key: 'batch-32b',
    name: 'Synthetic dialogues',
    weight: 6,
    cardHours: 600,
    fields: batch('Qwen2.5 32B', 32.76, 3.5),
  },
  {
    key: 'serve-14b',
    name: 'Support assistant, live',
    weight: 8,
    cardHours: 160,
    fields: serving('Qwen2.5 14B', 14.77),
  },
  {
    key: 'serve-32b',
    name: 'Coding assistant, live',
    weight: 5,
    cardHours: 200,
    fields: serving('Qwen2.5 32B', 32.76),
  },
  {
    key: 'render-film',
    name: 'Film shots, final frames',
    weight: 9,
    cardHours: 350,
    fields: rendering(140, 18),
  },
  { key: 'render-ad', name: 'Product animation', weight: 8, cardHours: 120, fields: rendering(55, 9) },
];
