import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const LOCALES = ['en', 'zh'] as const;
export type Locale = (typeof LOCALES)[number];
export const DEFAULT_LOCALE: Locale = 'en';

export interface Messages {
  [key: string]: string | Messages;
}

const isLocale = (text: string | undefined): text is Locale => LOCALES.some((locale) => locale === text);

/** The language to speak: the one chosen before, else the first accepted one we have, else English. */
export function negotiateLocale(chosen: string | undefined, acceptLanguage: string | null): Locale {
  if (isLocale(chosen)) return chosen;
  const accepted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const quality = parameters.map((p) => /^\s*q=([\d.]+)$/.exec(p)?.[1]).find(Boolean);
      return {
        language: tag.toLowerCase().split('-')[0],
        quality: quality === undefined ? 1 : Number(quality),
      };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { language } of accepted) if (isLocale(language)) return language;
  return DEFAULT_LOCALE;
}

/** All messages of a language: one namespace per file of its folder. */
export async function readMessages(root: string, locale: Locale): Promise<Messages> {
  const folder = join(root, 'lib', 'messages', locale);
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  const entries = await Promise.all(
    files.map(async (name) => {
      const parsed: Messages = JSON.parse(await readFile(join(folder, name), 'utf8'));
      return [name.slice(0, -'.json'.length), parsed] as const;
    }),
  );
  return Object.fromEntries(entries);
}
