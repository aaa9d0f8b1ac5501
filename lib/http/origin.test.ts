import { describe, expect, it } from 'vitest';
import { isOwnOrigin } from './origin';

const OWN = ['https://market.example', 'http://localhost:3000'];

describe('the origin of a change', () => {
  it('must be there: a request without one is not ours', () => {
    expect(isOwnOrigin(null, OWN)).toBe(false);
    expect(isOwnOrigin('', OWN)).toBe(false);
  });
  it('is ours to the letter: scheme, host and port', () => {
    expect(isOwnOrigin('https://market.example', OWN)).toBe(true);
    for (const foreign of [
      'http://market.example',
      'https://market.example:8443',
      'https://market.example.evil.example',
      'https://evil.example',
      'https://market.example/',
      'null',
    ])
      expect(isOwnOrigin(foreign, OWN)).toBe(false);
  });
});
