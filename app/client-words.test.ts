import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { LOCALES, readMessages } from '@/lib/messages/messages';
import { resolveImport } from '@/lib/tidy';
import { CLIENT_WORDS, EVERYWHERE, type PagesFolder, pickWords } from './client-words';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const FOLDERS = Object.keys(CLIENT_WORDS) as PagesFolder[];
const texts = new Map<string, string>();

function textOf(path: string): string {
  const known = texts.get(path) ?? readFileSync(join(ROOT, path), 'utf8');
  texts.set(path, known);
  return known;
}

const filesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesIn(path);
    return /\.tsx?$/.test(path) && !path.includes('.test.') ? [path] : [];
  });

/** The modules of ours that a module brings along when it runs. */
const broughtBy = (path: string): string[] =>
  [...textOf(path).matchAll(/^(?:import|export)\s+(?!type\s)(?:[^'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm)]
    .map(([, specifier = '']) => resolveImport(path, specifier))
    .flatMap((found) => [`${found}.ts`, `${found}.tsx`])
    .filter((file) => /^(app|components|lib)\//.test(file) && existsSync(join(ROOT, file)));

const startsWith = (path: string, directive: string) => textOf(path).startsWith(`'${directive}'`);

/** The words that what runs in the browser asks for, of some pages and all they bring along. */
function wordsAsked(entries: readonly string[]): string[] {
  const asked = new Set<string>();
  const seen = new Set<string>();
  const look = (path: string, inClient: boolean): void => {
    const client = inClient || startsWith(path, 'use client');
    if (seen.has(`${path} ${client}`) || (client && startsWith(path, 'use server'))) return;
    seen.add(`${path} ${client}`);
    if (client)
      for (const [, key = ''] of textOf(path).matchAll(
        /useTranslations(?:<[^>]*>)?\(\s*(?:['"`]([^'"`]*)['"`])?/g,
      ))
        asked.add(key);
    for (const brought of broughtBy(path)) look(brought, client);
  };
  for (const entry of entries) look(entry, false);
  return [...asked];
}

const isUnder = (key: string, keys: readonly string[]) =>
  keys.some((other) => key === other || key.startsWith(`${other}.`));
/** The keys that no other of them holds. */
const topmost = (keys: readonly string[]) =>
  keys
    .filter(
      (key) =>
        !isUnder(
          key,
          keys.filter((other) => other !== key),
        ),
    )
    .sort();
const pagesOf = (folder: string) =>
  filesIn(folder).filter(
    (file) =>
      !FOLDERS.some(
        (other) => other !== folder && other.startsWith(`${folder}/`) && file.startsWith(`${other}/`),
      ),
  );

describe('the words a page carries', () => {
  it('everywhere are those of the shell, errors and the front page', () => {
    const entries = [
      ...filesIn('app/front'),
      ...readdirSync(join(ROOT, 'app')).flatMap((name) => (/^[^.]+\.tsx$/.test(name) ? [`app/${name}`] : [])),
    ];
    expect(topmost(wordsAsked(entries))).toEqual(EVERYWHERE);
  });

  it.each(FOLDERS)('%s: exactly those that its client components ask for', (folder) => {
    const asked = wordsAsked(pagesOf(folder)).filter((key) => !isUnder(key, EVERYWHERE));
    expect(topmost(asked)).toEqual([...CLIENT_WORDS[folder]].sort());
  });

  it.each(LOCALES)('are there in %s, and a wallet carries less than a fifth of all', async (locale) => {
    const messages = await readMessages(ROOT, locale);
    for (const folder of FOLDERS)
      for (const key of [...EVERYWHERE, ...CLIENT_WORDS[folder]]) {
        const picked = JSON.stringify(pickWords(messages, [key]));
        expect(picked.length, key).toBeGreaterThan(10);
      }
    const wallet = pickWords(messages, [...EVERYWHERE, ...CLIENT_WORDS['app/(buyer)/buy']]);
    expect(JSON.stringify(wallet).length * 5).toBeLessThan(JSON.stringify(messages).length);
    const whole = pickWords(messages, ['buy', 'buy.kind', 'errors.field']);
    expect([whole.buy, Object.keys(whole.errors ?? {})]).toEqual([messages.buy, ['field']]);
  });
});
