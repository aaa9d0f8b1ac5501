import { randomBytes, randomInt } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const Secrets = z.object({
  nextauthSecret: z.string().min(32),
  /** What every demo sign-in has in common. */
  password: z.string().min(10),
});
export type Secrets = z.infer<typeof Secrets>;

const COLORS = ['amber', 'azure', 'coral', 'ivory', 'olive', 'umber', 'indigo', 'copper'];
const THINGS = ['lantern', 'harbour', 'orchard', 'meadow', 'compass', 'glacier', 'railway', 'thicket'];

const oneOf = (words: readonly string[]): string => words[randomInt(words.length)] ?? '';

function makeSecrets(): Secrets {
  return {
    nextauthSecret: randomBytes(32).toString('base64'),
    password: `${oneOf(COLORS)}-${oneOf(THINGS)}-${randomInt(1000, 10_000)}`,
  };
}

/** The demo's secrets, made once and kept where only we may read them; `isNew` when they were made now. */
export async function keepSecrets(dataDir: string): Promise<Secrets & { readonly isNew: boolean }> {
  const file = join(dataDir, 'secrets.json');
  try {
    return { ...Secrets.parse(JSON.parse(await readFile(file, 'utf8'))), isNew: false };
  } catch {
    const secrets = makeSecrets();
    await mkdir(dataDir, { recursive: true });
    await writeFile(`${file}.next`, `${JSON.stringify(secrets)}\n`, { mode: 0o600 });
    await rename(`${file}.next`, file);
    return { ...secrets, isNew: true };
  }
}

/** Leaves what commands on the demo's market need (market-check, audit-check …) where they look for it. */
export async function leaveEnvironment(
  dataDir: string,
  variables: Readonly<Record<string, string>>,
): Promise<void> {
  const text = Object.entries(variables).map(([name, value]) => `${name}=${value}\n`);
  await writeFile(join(dataDir, 'demo.env'), text.join(''), { mode: 0o600 });
}
