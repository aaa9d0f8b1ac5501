import { NOTE_TEXTS_EN, NOTE_TEXTS_ZH } from './note-texts';

export type NoteCode = keyof typeof NOTE_TEXTS_EN;
export type Locale = 'en' | 'zh';

/** A statement with its figures: stored as code and facts, read in either language (P-6). */
export interface Note {
  readonly code: NoteCode;
  readonly facts: Readonly<Record<string, string | number>>;
}

/** Something measured or published that a profile rests on, citable by id (P-5). */
export interface Evidence extends Note {
  readonly id: string;
}

/** Builds a note. */
export const note = (code: NoteCode, facts: Note['facts'] = {}): Note => ({ code, facts });

const factText = (fact: string | number, locale: Locale): string =>
  typeof fact === 'string'
    ? fact
    : new Intl.NumberFormat(locale === 'zh' ? 'zh-CN' : 'en-GB', {
        maximumSignificantDigits: Math.abs(fact) >= 1000 ? 6 : 3,
      }).format(fact);

/** A template with its figures filled in, numbers in the language's way. */
export const fillTemplate = (template: string, facts: Note['facts'], locale: Locale): string =>
  template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const fact = facts[name];
    return fact === undefined ? whole : factText(fact, locale);
  });

/** A note as one sentence in English or Chinese. */
export const noteText = ({ code, facts }: Note, locale: Locale = 'en'): string =>
  fillTemplate((locale === 'zh' ? NOTE_TEXTS_ZH : NOTE_TEXTS_EN)[code], facts, locale);
