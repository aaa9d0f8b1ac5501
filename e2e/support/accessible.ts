import { expect, type Page } from '@playwright/test';

/** What assistive technology would miss on the page as it stands; an empty list is a page that passes. */
export function faultsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const shown = (element: Element) => element.getClientRects().length > 0;
    const text = (element: Element | null) => element?.textContent?.trim() ?? '';
    const nameOf = (element: Element): string => {
      const by = element.getAttribute('aria-labelledby');
      if (by)
        return by
          .split(/\s+/)
          .map((id) => text(document.getElementById(id)))
          .join(' ');
      const own = element.getAttribute('aria-label') ?? '';
      const labels =
        element instanceof HTMLInputElement ||
        element instanceof HTMLSelectElement ||
        element instanceof HTMLTextAreaElement
          ? [...(element.labels ?? [])].map(text).join(' ')
          : '';
      return own.trim() || labels.trim() || element.getAttribute('title')?.trim() || '';
    };
    const say = (what: string, element: Element) =>
      faults.push(`${what}: ${element.outerHTML.slice(0, 160)}`);

    for (const control of document.querySelectorAll('input:not([type=hidden]), select, textarea'))
      if (shown(control) && !nameOf(control)) say('control without a label', control);
    for (const pressed of document.querySelectorAll('button, a[href], summary'))
      if (shown(pressed) && !nameOf(pressed) && !text(pressed)) say('nothing to call it', pressed);
    for (const image of document.querySelectorAll(
      'img:not([alt]), [role=img]:not([aria-label]):not([aria-labelledby])',
    ))
      say('image without words', image);
    for (const table of document.querySelectorAll('table'))
      if (shown(table) && !nameOf(table) && !text(table.querySelector('caption')))
        say('table without a caption', table);

    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
    const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
    for (const id of new Set(twice)) faults.push(`id used twice: ${id}`);
    for (const element of document.querySelectorAll('[aria-describedby], [aria-labelledby]'))
      for (const name of ['aria-describedby', 'aria-labelledby'])
        for (const id of (element.getAttribute(name) ?? '').split(/\s+/).filter(Boolean))
          if (!document.getElementById(id)) say(`${name} leads nowhere`, element);

    const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
      .filter(shown)
      .map((heading) => Number(heading.tagName.slice(1)));
    if (levels.filter((level) => level === 1).length !== 1) faults.push(`h1 count: ${levels.join(' ')}`);
    levels.forEach((level, at) => {
      if (at > 0 && level > (levels[at - 1] ?? 0) + 1)
        faults.push(`a heading level is skipped: ${levels.join(' ')}`);
    });
    if (document.querySelectorAll('main').length !== 1) faults.push('not exactly one main');
    if (!document.documentElement.lang) faults.push('no language');
    if (!document.title.trim()) faults.push('no title');
    if (document.documentElement.scrollWidth > document.documentElement.clientWidth + 1)
      faults.push(`wider than the window by ${document.documentElement.scrollWidth - window.innerWidth} px`);
    return faults;
  });
}

const SIZES = [
  { width: 1280, height: 800 },
  { width: 375, height: 800 },
] as const;

/** Opens pages one after the other and expects no fault on any, on a screen and on a phone. */
export async function expectAccessible(page: Page, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    expect((await page.goto(path))?.status(), path).toBe(200);
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      expect(await faultsOf(page), `${path} at ${size.width} px`).toEqual([]);
    }
  }
}
