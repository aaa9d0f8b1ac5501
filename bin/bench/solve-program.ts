import loadHighs, { type Highs, type ModelData } from 'highs';
import type { IntegerProgram } from './integer-program';

/** What HiGHS found for a program, in micros; the program maximizes. */
export interface Solution {
  /** Proven to be the greatest value within the gap asked for. */
  readonly isOptimal: boolean;
  /** The value of the best solution found; null where none was. */
  readonly valueMicros: number | null;
  /** HiGHS's own bound on the greatest value. */
  readonly boundMicros: number;
  /** One value per column; empty where no solution was found. */
  readonly values: Float64Array;
}

export interface SolveLimits {
  readonly seconds: number;
  /** The relative gap between value and bound at which it stops. */
  readonly gap: number;
}

/** Gains in whole currency units keep HiGHS's absolute tolerances meaningful. */
const UNIT_MICROS = 1_000_000;

let loading: Promise<Highs> | null = null;

/** Solves a program with HiGHS, exactly or until the time is over. */
export async function solveProgram(program: IntegerProgram, limits: SolveLimits): Promise<Solution> {
  if (program.columns.length === 0)
    return { isOptimal: true, valueMicros: 0, boundMicros: 0, values: new Float64Array(0) };
  loading ??= loadHighs();
  const highs = await loading;
  return highs.withModel(modelData(highs, program), (model) => {
    model.options.set({
      output_flag: false,
      time_limit: limits.seconds,
      mip_rel_gap: limits.gap,
      mip_abs_gap: 0,
      mip_feasibility_tolerance: 1e-9,
      primal_feasibility_tolerance: 1e-9,
    });
    model.run();
    const isOptimal = model.getModelStatus() === highs.constants.modelStatus.optimal;
    const hasSolution = Number(model.info.get('primal_solution_status')) === 2;
    return {
      isOptimal,
      valueMicros: hasSolution ? model.getObjectiveValue() * UNIT_MICROS : null,
      boundMicros: Number(model.info.get('mip_dual_bound')) * UNIT_MICROS,
      values: hasSolution ? Float64Array.from(model.getSolution().colValue) : new Float64Array(0),
    };
  });
}

function modelData(highs: Highs, { columns, rows, entries }: IntegerProgram): ModelData {
  const starts = new Int32Array(columns.length + 1);
  const indices = new Int32Array(entries);
  const values = new Float64Array(entries);
  let next = 0;
  columns.forEach((column, at) => {
    for (const [row, value] of column.entries) {
      indices[next] = row;
      values[next] = value;
      next++;
    }
    starts[at + 1] = next;
  });
  const { continuous, integer } = highs.constants.variableType;
  return {
    numCols: columns.length,
    numRows: rows.length,
    sense: highs.constants.objectiveSense.maximize,
    colCost: Float64Array.from(columns, ({ gain }) => gain / UNIT_MICROS),
    colLower: new Float64Array(columns.length),
    colUpper: Float64Array.from(columns, ({ most }) => most),
    rowLower: Float64Array.from(rows, ({ least }) => least),
    rowUpper: Float64Array.from(rows, ({ most }) => most),
    integrality: columns.map(({ isWhole }) => (isWhole ? integer : continuous)),
    matrix: { format: 'csc', numRows: rows.length, numCols: columns.length, starts, indices, values },
  };
}
