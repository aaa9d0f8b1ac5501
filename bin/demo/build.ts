import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the build reads; tests and seeds change nothing in it. */
const INPUTS = [
  'app',
  'components',
  'lib',
  'db',
  'public',
  'next.config.ts',
  'package-lock.json',
  'postcss.config.mjs',
  'proxy.ts',
  'tsconfig.json',
];
const NOT_BUILT = /\.test\.tsx?$|^db[\\/](seed|testing|migrations)[\\/]/;
const STAMP = join('.next', 'cardhour-inputs');

async function filesOf(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => null);
  if (!entries) return [path];
  const found = await Promise.all(
    entries.map((entry) =>
      entry.isDirectory() ? filesOf(join(path, entry.name)) : [join(path, entry.name)],
    ),
  );
  return found.flat();
}

/** A hash over everything the build reads, by path and content, and the Node.js it runs on. */
export async function buildInputs(): Promise<string> {
  const hash = createHash('sha256').update(process.version);
  const files = (await Promise.all(INPUTS.map(filesOf))).flat().filter((file) => !NOT_BUILT.test(file));
  for (const file of files.sort()) hash.update(`\n${file}\n`).update(await readFile(file).catch(() => ''));
  return hash.digest('hex');
}

/** Whether the standing build was made from these inputs, and finished. */
export async function isBuilt(inputs: string): Promise<boolean> {
  const [stamp, id] = await Promise.all(
    [STAMP, join('.next', 'BUILD_ID')].map((file) => readFile(file, 'utf8').catch(() => null)),
  );
  return id !== null && stamp === inputs;
}

export const markBuilt = (inputs: string): Promise<void> => writeFile(STAMP, inputs);
