import { describe, expect, it } from 'vitest';
import { browserName } from './browser-name';

describe('a browser by its User-Agent', () => {
  it('Edge and Opera also claim to be Chrome, Chrome also to be Safari, Android also Linux', () => {
    const chrome =
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Safari/537.36';
    expect(browserName(chrome)).toBe('Chrome · Linux');
    expect(browserName(`${chrome.replace('X11; Linux x86_64', 'Windows NT 10.0')} Edg/150.0`)).toBe(
      'Edge · Windows',
    );
    expect(browserName(chrome.replace('X11; Linux x86_64', 'Linux; Android 16'))).toBe('Chrome · Android');
  });
  it('nothing known is no name', () => {
    expect(browserName(null)).toBeNull();
    expect(browserName('something/1.0')).toBeNull();
  });
});
