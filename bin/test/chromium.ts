import { access } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import { CommandFailed, findProgram, installPackage, mayInstall, run, tool } from './run';

const SYSTEM = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

export interface Browser {
  /** For playwright.config.ts; empty for Playwright's own. */
  readonly path: string;
  readonly words: string;
}

const playwrightsOwn = (): Promise<boolean> =>
  access(chromium.executablePath()).then(
    () => true,
    () => false,
  );

/** The system's Chromium or Chrome, else Playwright's own, else one installed now. */
export async function findChromium(): Promise<Browser> {
  const given = process.env.CHROMIUM_PATH;
  if (given) return { path: given, words: `${given}, as CHROMIUM_PATH says` };
  const found = await findProgram(SYSTEM);
  if (found) return { path: found, words: `the system’s ${found}` };
  if (await playwrightsOwn()) return { path: '', words: 'Playwright’s own Chromium' };
  if (await mayInstall()) {
    await installPackage('chromium');
    const installed = await findProgram(SYSTEM);
    if (installed) return { path: installed, words: `${installed}, installed now from Debian` };
  }
  await run(tool('playwright'), ['install', 'chromium']);
  if (await playwrightsOwn()) return { path: '', words: 'Playwright’s own Chromium, installed now' };
  throw new CommandFailed('No Chromium was found and none could be installed; set CHROMIUM_PATH to one.');
}
