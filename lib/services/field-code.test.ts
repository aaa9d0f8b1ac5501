import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import english from '@/lib/messages/en/errors.json';
import chinese from '@/lib/messages/zh/errors.json';
import { parseInput } from './authorize';
import { ServiceError } from './errors';

const schema = z.strictObject({
  name: z.string().min(1),
  cards: z.int().min(8).max(64),
  email: z.email(),
  grade: z.enum(['gold', 'silver']),
  own: z.string().min(3, 'passwords_differ'),
});

function fieldsOf(input: unknown): Readonly<Record<string, string>> {
  try {
    parseInput(schema, input);
  } catch (error) {
    if (error instanceof ServiceError) return error.details.fields ?? {};
    throw error;
  }
  return {};
}

describe('field messages', () => {
  it('say what is wrong as message keys with their bounds', () => {
    expect(fieldsOf({ name: '', cards: 4, email: 'x', grade: 'tin', own: 'a' })).toEqual({
      name: 'required',
      cards: 'too_small?minimum=8',
      email: 'email',
      grade: 'choice',
      own: 'passwords_differ',
    });
    expect(fieldsOf({ cards: 8.5, own: 'abc', email: 'a@b.cn', grade: 'gold', extra: 1 })).toEqual({
      name: 'required',
      cards: 'not_whole',
      form: 'unknown_field',
    });
  });
  it('exist in both languages, and the two languages say the same things', () => {
    const keys = (node: object): string[] =>
      Object.entries(node).flatMap(([key, value]) =>
        typeof value === 'string' ? [key] : keys(value).map((rest) => `${key}.${rest}`),
      );
    expect(keys(chinese)).toEqual(keys(english));
  });
});
