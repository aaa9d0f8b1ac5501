import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { returnPath } from './return-path';

describe('the way back after signing in', () => {
  it('keeps a path of this site with its parameters', () => {
    expect(returnPath('/buy/jobs?order=ord_1#quotes')).toBe('/buy/jobs?order=ord_1#quotes');
  });
  it('never leads to another site', () => {
    for (const asked of [
      '//evil.example',
      '/.//evil.example',
      '/a/..//evil.example',
      '/\\evil.example',
      '/\t/evil.example',
      'https://evil.example',
      'javascript:alert(1)',
      'evil',
      '',
      null,
      undefined,
    ])
      expect(returnPath(asked)).toBeNull();
  });
  it('whatever is asked, a browser stays on this site', () => {
    const nasty = fc.array(fc.constantFrom('/', '\\', '\t', '\n', '.', '@', ':', 'a', '?', '#', '%2f'));
    fc.assert(
      fc.property(nasty, (parts) => {
        const path = returnPath(`/${parts.join('')}`);
        if (path !== null)
          expect(new URL(path, 'https://market.example').origin).toBe('https://market.example');
      }),
      { numRuns: 5000 },
    );
  });
});
