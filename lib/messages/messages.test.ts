import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { STATUS_TONES } from '@/components/status-tones';
import { type Messages, negotiateLocale, readMessages } from './messages';

const root = fileURLToPath(new URL('../..', import.meta.url));

function flatten(messages: Messages, path = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(messages)) {
    const at = path ? `${path}.${key}` : key;
    if (typeof value === 'string') flat.set(at, value);
    else for (const [inner, text] of flatten(value, at)) flat.set(inner, text);
  }
  return flat;
}

/** Names of the ICU arguments and rich tags in a message, sorted; a brace at odd depth opens a plural's branch. */
function placeholders(text: string): string[] {
  const names = [...text.matchAll(/<([a-z]\w*)>/g)].map((match) => match[1] ?? '');
  let depth = 0;
  for (const [at, character] of [...text].entries()) {
    if (character === '{' && depth++ % 2 === 0)
      names.push(/^\s*(\w+)/.exec([...text].slice(at + 1).join(''))?.[1] ?? '');
    if (character === '}') depth--;
  }
  return [...new Set(names)].sort();
}

describe('messages', () => {
  let english = new Map<string, string>();
  let chinese = new Map<string, string>();
  beforeAll(async () => {
    english = flatten(await readMessages(root, 'en'));
    chinese = flatten(await readMessages(root, 'zh'));
  });

  it('English and Chinese say the same things: equal keys in every namespace', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
  });
  it('a message has the same placeholders in both languages', () => {
    const differing = [...english].filter(
      ([key, text]) => `${placeholders(text)}` !== `${placeholders(chinese.get(key) ?? '')}`,
    );
    expect(differing).toEqual([]);
  });
  it('no message is empty', () => {
    for (const flat of [english, chinese])
      expect([...flat].filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([]);
  });
  it('every state that has a look has a label and a sentence, and the reverse', () => {
    const looks = Object.entries(STATUS_TONES).flatMap(([domain, states]) =>
      Object.keys(states).flatMap((s) => [`status.${domain}.${s}.label`, `status.${domain}.${s}.sentence`]),
    );
    expect([...english.keys()].filter((key) => key.startsWith('status.')).sort()).toEqual(looks.sort());
  });
});

describe('the language of a request', () => {
  it('is the chosen one, whatever the browser accepts', () => {
    expect(negotiateLocale('zh', 'en-US,en;q=0.9')).toBe('zh');
  });
  it('is the best accepted one we have: q=0.9 beats q=0.8, French is skipped, q=0 means never', () => {
    expect(negotiateLocale(undefined, 'fr;q=1, en;q=0.8, zh-CN;q=0.9')).toBe('zh');
    expect(negotiateLocale(undefined, 'zh;q=0, en;q=0.1')).toBe('en');
    expect(negotiateLocale('xx', 'zh-TW')).toBe('zh');
  });
  it('is English when nothing is said', () => {
    expect(negotiateLocale(undefined, null)).toBe('en');
    expect(negotiateLocale('', '*')).toBe('en');
  });
});
