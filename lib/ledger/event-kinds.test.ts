import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { LOCALES, type Messages, readMessages } from '@/lib/messages/messages';
import { EVENT_KINDS, eventKindOf, recipesOf, STATEMENT_ACCOUNTS } from './event-kinds';
import { RECIPES } from './posting';

const root = fileURLToPath(new URL('../..', import.meta.url));

function at(messages: Messages, ...path: readonly string[]): string | undefined {
  let found: string | Messages | undefined = messages;
  for (const key of path) found = typeof found === 'object' ? found[key] : undefined;
  return typeof found === 'string' ? found : undefined;
}

describe('what people read of a posting', () => {
  it('every recipe is of one kind of event, and every kind has recipes', () => {
    expect(RECIPES.filter((recipe) => eventKindOf(recipe) === null)).toEqual([]);
    expect(EVENT_KINDS.flatMap(recipesOf).sort()).toEqual([...RECIPES].sort());
    expect(eventKindOf('nothing_of_ours')).toBeNull();
  });

  it.each(LOCALES)('every recipe, account and kind of event has words on both sides: %s', async (locale) => {
    const messages = await readMessages(root, locale);
    const wanted = [
      ...RECIPES.flatMap((recipe) => [
        ['line', recipe, 'buyer'],
        ['line', recipe, 'provider'],
      ]),
      ...EVENT_KINDS.map((kind) => ['event', kind]),
      ...Object.values(STATEMENT_ACCOUNTS)
        .flat()
        .map((kind) => ['account', kind]),
    ];
    expect(wanted.filter((path) => !at(messages, 'statements', ...path))).toEqual([]);
  });
});
