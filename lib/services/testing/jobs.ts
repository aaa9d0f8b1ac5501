import { hourOf } from '@/lib/core/hours';

type Window = { readonly now: Date; readonly earliest?: number; readonly hours?: number };

const windowOf = ({ now, earliest = 1, hours = 40 }: Window) => ({
  earliestHour: hourOf(now) + earliest,
  deadlineHour: hourOf(now) + earliest + hours,
});

/** Fine-tuning of a 7B model on 0.1 B tokens: a gang that fits one server. */
export const trainingSpec = (window: Window) => ({
  kind: 'training',
  model: 'qwen2.5-7b',
  paramsTotalB: 7.62,
  paramsActiveB: 7.62,
  precision: 'bf16',
  tokensB: 0.1,
  method: 'lora',
  seqLen: 4096,
  constraints: {},
  ...windowOf(window),
});

/** Frames that take an hour of one card each hundred: a spread. */
export const renderingSpec = (window: Window & { readonly frames?: number }) => ({
  kind: 'rendering',
  renderer: 'blender-cycles',
  frames: window.frames ?? 100,
  widthPx: 1920,
  heightPx: 1080,
  calibrationSecondsPerFrame: 30,
  calibrationChip: 'h100-sxm-80gb',
  sceneMemoryGb: 20,
  constraints: {},
  ...windowOf(window),
});

/** A batch of tokens through an 8B model: a spread. */
export const batchSpec = (window: Window & { readonly totalTokensM?: number }) => ({
  kind: 'inference',
  model: 'llama-3.1-8b',
  paramsTotalB: 8.03,
  paramsActiveB: 8.03,
  precision: 'bf16',
  promptTokens: 1000,
  outputTokens: 200,
  demand: { mode: 'batch', totalTokensM: window.totalTokensM ?? 500 },
  constraints: {},
  ...windowOf(window),
});
