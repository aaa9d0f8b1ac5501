import { type Browser, type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { PASSWORD, type Player } from '../market/cast';

export { expect };

/** What a page's console and network must not say. */
function watch(page: Page, problems: string[]): void {
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    problems.push(`console on ${page.url()}: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => problems.push(`error on ${page.url()}: ${error.message}`));
  page.on('response', (response) => {
    if (response.status() >= 500) problems.push(`${response.status()} from ${response.url()}`);
  });
}

/** Signs a player in by the form and promises the page, behind their first door. */
export async function signIn(page: Page, who: Player): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(who.email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('button', { name: `Account: ${who.person}` })).toBeVisible();
}

export interface Doors {
  /** A browser of their own for a player, signed in. */
  enter(who: Player): Promise<Page>;
  /** A browser of their own for somebody who isn't signed in. */
  visitor(): Promise<Page>;
  /** A problem that this test brings about on purpose: what it says is expected. */
  expectProblem(pattern: RegExp): void;
}

/**
 * Opening an address also waits until the page has streamed in: until then its parts stand there twice, once hidden. A
 * page found missing while it streams stays half hidden under the words that say so.
 */
function waitForStreams(page: Page): void {
  const goto = page.goto.bind(page);
  page.goto = async (url, options) => {
    const response = await goto(url, options);
    await page.waitForFunction(
      () =>
        document.querySelector('[hidden][id^="S:"]') === null ||
        document.querySelector('meta[name=robots][content=noindex]') !== null,
    );
    return response;
  };
}

async function open(browser: Browser, contexts: BrowserContext[], problems: string[]): Promise<Page> {
  const context = await browser.newContext();
  contexts.push(context);
  context.on('page', (page) => watch(page, problems));
  const page = await context.newPage();
  waitForStreams(page);
  return page;
}

/** The test of this market: its pages may log no error and answer nothing from 500 on. */
export const test = base.extend<{ doors: Doors }>({
  doors: async ({ browser }, use) => {
    const contexts: BrowserContext[] = [];
    const problems: string[] = [];
    const expected: RegExp[] = [];
    await use({
      visitor: () => open(browser, contexts, problems),
      enter: async (who) => {
        const page = await open(browser, contexts, problems);
        await signIn(page, who);
        return page;
      },
      expectProblem: (pattern) => expected.push(pattern),
    });
    await Promise.all(contexts.map((context) => context.close()));
    expect(problems.filter((text) => !expected.some((pattern) => pattern.test(text)))).toEqual([]);
  },
});
