import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { codeOf, DOMAINS, importsOf, resolveImport, type SourceFile, violationsIn } from './tidy';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const FOLDERS = ['app', 'components', 'lib', 'db', 'bin'];
const LINES_LOOKED_TWICE = 250;

function readSources(folder: string): SourceFile[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return readSources(path);
    return /\.tsx?$/.test(entry.name) ? [{ path, text: readFileSync(join(ROOT, path), 'utf8') }] : [];
  });
}

const existing = readdirSync(ROOT);
const sources = FOLDERS.filter((folder) => existing.includes(folder)).flatMap(readSources);
const found = (path: string, text: string) =>
  violationsIn([{ path, text }]).map((violation) => violation.found);

describe('the source', () => {
  it('imports downwards only, and its rules are pure', () => expect(violationsIn(sources)).toEqual([]));
  it('has every domain that is guarded', () => {
    const folders = readdirSync(join(ROOT, 'lib'));
    for (const domain of Object.keys(DOMAINS)) expect(folders).toContain(domain);
  });
  it('is read whole: more than a hundred files, and imports are found in them', () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(sources.flatMap((file) => importsOf(file.text)).length).toBeGreaterThan(200);
  });
  it('has files to look at twice, which is no failure', () => {
    const long = sources
      .map((file) => ({ path: file.path, lines: file.text.split('\n').length }))
      .filter((file) => file.lines > LINES_LOOKED_TWICE && !file.path.includes('.test.'));
    if (long.length > 0)
      console.info(`look twice: ${long.map((file) => `${file.path} (${file.lines} lines)`).join(', ')}`);
  });
});

describe('a planted import is found', () => {
  const planted: readonly (readonly [path: string, text: string, found: string])[] = [
    ['lib/core/a.ts', "import { Chip } from '@/lib/compute/chip';", 'lib/compute/chip'],
    [
      'lib/ledger/a.ts',
      "import { settle } from '../settlement/settle-lease';",
      'lib/settlement/settle-lease',
    ],
    ['lib/settlement/a.ts', "import type { Job } from '@/lib/market/job';", 'lib/market/job'],
    ['lib/market/a.ts', "export * from '../clearing/clear';", 'lib/clearing/clear'],
    ['lib/clearing/a.ts', "import { createHash } from 'node:crypto';", 'node:crypto'],
    ['lib/oversight/a.ts', "import { trades } from '@/db/schema';", 'db/schema'],
    ['lib/profiling/a.ts', "const x = import('@/lib/services/audit');", 'lib/services/audit'],
    ['lib/market/a.ts', "import {\n  eq,\n  and,\n} from 'drizzle-orm';", 'drizzle-orm'],
    ['lib/identity/a.ts', "import 'server-only';", 'server-only'],
    ['app/page.tsx', "import { pools } from '@/db/schema';", 'db/schema'],
    ['app/(market)/market/page.tsx', "import { eq } from 'drizzle-orm';", 'drizzle-orm'],
    ['app/api/x/route.ts', "import { openDatabase } from '../../../db/client';", 'db/client'],
    [
      'components/ui/a.tsx',
      "import { getWallet } from '@/lib/services/wallet/get-wallet';",
      'lib/services/wallet/get-wallet',
    ],
    ['components/a.tsx', "import { pools } from '@/db/schema';", 'db/schema'],
    ['components/a.tsx', "import { env } from '@/lib/adapters/env';", 'lib/adapters/env'],
    ['lib/services/a.ts', "import Page from '@/app/page';", 'app/page'],
    ['lib/services/a.ts', "import { Button } from '@/components/ui/button';", 'components/ui/button'],
    ['lib/services/wallet/a.ts', "import { log } from '../../adapters/log';", 'lib/adapters/log'],
    ['lib/adapters/a.ts', "import { route } from '@/lib/http/route';", 'lib/http/route'],
    ['db/queries/a.ts', "import { audit } from '@/lib/services/audit';", 'lib/services/audit'],
    ['db/schema/a.ts', "import { post } from '../queries/post';", 'db/queries/post'],
    [
      'lib/services/a.ts',
      "import { createTestDatabase } from '@/db/testing/database';",
      'db/testing/database',
    ],
    ['bin/a.ts', "import { aPool } from '../lib/market/testing';", 'lib/market/testing'],
  ];
  for (const [path, text, target] of planted)
    it(`${path} ↛ ${target}`, () => expect(found(path, text)).toEqual([target]));
});

describe('an impure rule is found', () => {
  const impure: readonly (readonly [code: string, found: readonly string[]])[] = [
    ['export async function f() {}', ['async']],
    ['export const f = async () => 1;', ['async']],
    ['const x = await y;', ['await']],
    ['const now = Date.now();', ['Date.now']],
    ['const now = new Date();', ['new Date()']],
    ['const now = new Date( );', ['new Date()']],
    ['const now = new Date;', ['new Date()']],
    ['const now = Date();', ['Date()']],
    ['const t = performance.now();', ['performance']],
    ['const r = Math.random();', ['Math.random']],
    ['const r = crypto.randomUUID();', ['crypto']],
    ['const e = process.env.HOME;', ['process']],
    ['const e = process["env"];', ['process']],
    ['const g = globalThis.fetch;', ['globalThis']],
    ['const g = fetch(url);', ['fetch']],
    ['setTimeout(f, 1);', ['timer']],
    ['console.log(1);', ['console']],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a source text, not a template
    ['const text = `at ${Date.now()}`;', ['Date.now']],
  ];
  for (const [code, names] of impure) it(code, () => expect(found('lib/market/a.ts', code)).toEqual(names));
});

describe('what is allowed stays allowed', () => {
  const allowed: readonly (readonly [path: string, text: string])[] = [
    ['lib/settlement/a.ts', "import { topUp } from '@/lib/ledger/recipes';\nimport { x } from './b';"],
    ['lib/market/a.ts', "import { z } from 'zod';"],
    ['lib/oversight/a.ts', "import { clear } from '../clearing/clear';"],
    ['lib/core/a.ts', 'const day = new Date(0);\nconst later = new Date( now.getTime() + 1);'],
    [
      'lib/core/a.ts',
      '/** async work and Date.now() are for services. */\nconst s = "Math.random()"; // await',
    ],
    ['lib/core/a.ts', "const apostrophe = /[\"']/;\nconst day = new Date(0); const s = 'fetch(';"],
    [
      'lib/core/a.ts',
      'const processed = x.process.y; const prefetch = a.fetch(b); interface D { async: boolean }',
    ],
    ['lib/core/a.test.ts', "import { readFileSync } from 'node:fs';\nawait x;"],
    [
      'lib/services/a.ts',
      "import type { Tx } from '@/db/client';\nimport { post } from '@/db/queries/post';",
    ],
    ['lib/http/a.ts', "import { env } from '@/lib/adapters/env';"],
    ['app/page.tsx', "import { route } from '@/lib/http/route';\nimport { X } from '@/components/x';"],
    [
      'components/a.tsx',
      "import { amountText } from '@/lib/core/amount';\nimport { Dialog } from 'radix-ui';",
    ],
    [
      'db/schema/a.ts',
      "import type { JobSpec } from '@/lib/market/job';\nimport { sql } from 'drizzle-orm';",
    ],
    ['lib/services/testing/a.ts', "import { createTestDatabase } from '@/db/testing/database';"],
    ['lib/core/a.ts', "const day = new Date('2026-11-21');"],
    ['bin/demo.ts', "import { openDatabase } from '@/db/client';\nprocess.exit(0);"],
  ];
  for (const [path, text] of allowed)
    it(`${path}: ${text.split('\n')[0]}`, () => expect(found(path, text)).toEqual([]));
});

describe('reading sources', () => {
  it('finds static, side-effect, re-exported and dynamic imports, also over several lines', () => {
    const text = [
      "import a, { b } from 'one';",
      "import type {\n  C,\n} from './two';",
      "import 'three';",
      "export { d } from '../four';",
      "const e = await import('five');",
      "const f = 'no import from here';",
    ].join('\n');
    expect([...importsOf(text)].sort()).toEqual(['../four', './two', 'five', 'one', 'three']);
  });
  it('follows relative paths from the importing file', () => {
    expect(resolveImport('lib/services/wallet/a.ts', '../../adapters/log')).toBe('lib/adapters/log');
    expect(resolveImport('lib/core/a.ts', './b')).toBe('lib/core/b');
  });
  it('leaves only code', () => {
    expect(codeOf("a('x'); // b\n/* c */ d(/['\"]/);").replaceAll(/\s+/g, ' ')).toBe('a(""); d("");');
    expect(codeOf('const q = a / b / c;')).toBe('const q = a / b / c;');
  });
});
