import type { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

const withFacts = (code: string, facts: Readonly<Record<string, unknown>>): string =>
  `${code}?${new URLSearchParams(Object.entries(facts).map(([name, value]) => [name, String(value)]))}`;

function tooSmall(issue: Extract<Issue, { code: 'too_small' }>): string {
  const { origin, minimum, inclusive } = issue;
  if (origin === 'string') return minimum === 1 ? 'required' : withFacts('too_short', { minimum });
  if (origin === 'array' || origin === 'set')
    return minimum === 1 ? 'required' : withFacts('too_few', { minimum });
  return withFacts(inclusive === false ? 'too_small_above' : 'too_small', { minimum });
}

function tooBig(issue: Extract<Issue, { code: 'too_big' }>): string {
  const { origin, maximum, inclusive } = issue;
  if (origin === 'string') return withFacts('too_long_by', { maximum });
  if (origin === 'array' || origin === 'set') return withFacts('too_many', { maximum });
  return withFacts(inclusive === false ? 'too_large_below' : 'too_large_by', { maximum });
}

/** The message key of `errors.field` for what a schema found wrong, with its bounds; a schema's own message wins. */
export function fieldCode(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined || issue.input === null || issue.input === '') return 'required';
      return issue.expected === 'int' ? 'not_whole' : 'wrong_type';
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'invalid_format':
      return issue.format === 'email' ? 'email' : 'format';
    case 'not_multiple_of':
      return issue.divisor === 1 ? 'not_whole' : withFacts('step', { step: issue.divisor });
    case 'invalid_value':
      return issue.input === undefined || issue.input === '' ? 'required' : 'choice';
    case 'unrecognized_keys':
      return 'unknown_field';
    default:
      return 'format';
  }
}
