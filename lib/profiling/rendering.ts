import type { Chip } from '@/lib/compute/chip';
import {
  RENDER_BENCHMARKS,
  RENDER_SCORES,
  type RenderBenchmark,
  type RenderScore,
} from '@/lib/compute/render-scores';
import { ok, type Result, refuse } from '@/lib/core/result';
import { type Evidence, type Note, note } from './note';
import type { RenderingWorkload } from './workload';

/** The benchmark a renderer publishes itself; others are only a hint. */
const OWN_BENCHMARK: Readonly<Partial<Record<RenderingWorkload['renderer'], RenderBenchmark>>> = {
  'blender-cycles': 'blender_open_data',
  octane: 'octanebench_2020.1',
};

export interface RenderingSpeed {
  /** Seconds per frame on the chip. */
  readonly secondsPerFrame: number;
  readonly spread: number;
  readonly evidence: readonly Evidence[];
  readonly assumptions: readonly Note[];
}

/** Frames of one shot differ: nine of ten jobs stay within a quarter of their calibration frame. */
const FRAME_SPREAD = 1.25;
/** A score belongs to one scene and version; another scene of the same renderer scales differently. */
const SCENE_SPREAD = 1.1;
const OTHER_RENDERER_SPREAD = 1.5;
/** Score per FP32 FLOP/s differs by up to twice between chip generations of the scores we have. */
const FLOPS_SPREAD = 2;

interface SharedScore {
  readonly own: RenderScore;
  readonly other: RenderScore;
}

/** Scores of both chips in one benchmark, the renderer's own first; null where none is shared. */
function sharedScore(
  chip: Chip,
  calibration: Chip,
  renderer: RenderingWorkload['renderer'],
): SharedScore | null {
  const preferred = OWN_BENCHMARK[renderer];
  const benchmarks = [...RENDER_BENCHMARKS].sort((a, b) => Number(b === preferred) - Number(a === preferred));
  const of = (family: string, benchmark: RenderBenchmark) =>
    RENDER_SCORES.find((score) => score.family === family && score.benchmark === benchmark);
  for (const benchmark of benchmarks) {
    const own = of(chip.family, benchmark);
    const other = of(calibration.family, benchmark);
    if (own && other) return { own, other };
  }
  return null;
}

/** Seconds per frame on a chip from a measured calibration frame and relative scores (P-4). */
export function renderingSpeed(
  workload: RenderingWorkload,
  chip: Chip,
  calibration: Chip,
): Result<RenderingSpeed, 'no_evidence'> {
  const seconds = workload.calibrationSecondsPerFrame;
  const frames = note('frames_vary', { percent: (FRAME_SPREAD - 1) * 100 });
  if (chip.key === calibration.key)
    return ok({
      secondsPerFrame: seconds,
      spread: FRAME_SPREAD,
      evidence: [
        { id: `calibration/${chip.key}`, ...note('calibration_frame', { seconds, chip: chip.name }) },
      ],
      assumptions: [frames],
    });
  const shared = sharedScore(chip, calibration, workload.renderer);
  if (shared) return ok(byScore(workload, shared, frames));
  return byArithmetic(workload, chip, calibration, frames);
}

function byScore(workload: RenderingWorkload, { own, other }: SharedScore, frames: Note): RenderingSpeed {
  const foreign = OWN_BENCHMARK[workload.renderer] !== own.benchmark;
  const tolerance = (1 + other.tolerance) / (1 - own.tolerance);
  const cite = ({ family, benchmark, score, source }: RenderScore): Evidence => ({
    id: `render/${benchmark}/${family}`,
    ...note('render_score', { benchmark, family, score, source }),
  });
  return {
    secondsPerFrame: (workload.calibrationSecondsPerFrame * other.score) / own.score,
    spread: FRAME_SPREAD * SCENE_SPREAD * tolerance * (foreign ? OTHER_RENDERER_SPREAD : 1),
    evidence: own.family === other.family ? [cite(own)] : [cite(own), cite(other)],
    assumptions: foreign
      ? [frames, note('other_renderer', { benchmark: own.benchmark, renderer: workload.renderer })]
      : [frames],
  };
}

function byArithmetic(
  workload: RenderingWorkload,
  chip: Chip,
  calibration: Chip,
  frames: Note,
): Result<RenderingSpeed, 'no_evidence'> {
  const own = chip.denseTflops.fp32;
  const other = calibration.denseTflops.fp32;
  if (chip.kind === 'npu' || calibration.kind === 'npu' || !own || !other)
    return refuse('no_evidence', {
      chip: chip.key,
      calibration: calibration.key,
      renderer: workload.renderer,
    });
  return ok({
    secondsPerFrame: (workload.calibrationSecondsPerFrame * other) / own,
    spread: FRAME_SPREAD * FLOPS_SPREAD,
    evidence: [
      { id: `fp32/${chip.key}`, ...note('fp32_peak', { chip: chip.name, tflops: own, source: chip.source }) },
      {
        id: `fp32/${calibration.key}`,
        ...note('fp32_peak', { chip: calibration.name, tflops: other, source: calibration.source }),
      },
    ],
    assumptions: [frames, note('fp32_proxy', { times: FLOPS_SPREAD })],
  });
}
