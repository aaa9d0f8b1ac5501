import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const alias = { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') };
/** TEST_LEFT_OUT: patterns of files not to run, with commas between; `--exclude` reaches no project. */
const leftOut = process.env.TEST_LEFT_OUT?.split(',') ?? [];
const exclude = ['node_modules/**', '.next/**', '.data/**', ...leftOut];

/** Files that take far longer than others start first, so that the last of them doesn't run alone. */
const LONG =
  /money-model|shuffle|payments\/crash|idempotency|set-up\.db|profile\.test|training-errors|hundred-thousand/;

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => LONG.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

// `isolate: false`: modules are loaded once a worker, not once a file, which is half of what small files cost; a file that
// changes what others read (the environment, the clock) puts it back.
export default defineConfig({
  test: {
    sequence: { sequencer: LongFirst },
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['**/*.test.ts', '**/*.test.tsx'],
          exclude: [...exclude, '**/*.db.test.ts'],
          testTimeout: 60_000,
          isolate: false,
          maxWorkers: 2,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'db',
          include: ['**/*.db.test.ts'],
          exclude,
          globalSetup: ['db/testing/cluster.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          isolate: false,
          maxWorkers: 2,
        },
      },
    ],
  },
});
