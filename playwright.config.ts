import { defineConfig } from '@playwright/test';

const port = Number(process.env.PORT ?? 4390);
const origin = `http://localhost:${port}`;
/** A Chromium or Chrome of the system's; absent: Playwright's own. */
const executablePath = process.env.CHROMIUM_PATH || undefined;
const isRoot = process.getuid?.() === 0;

/** Browser tests: each run gets a market of its own under a manual clock, with web and worker, thrown away afterwards. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  fullyParallel: false,
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/browser.json' }]],
  use: {
    baseURL: origin,
    locale: 'en-GB',
    timezoneId: 'Asia/Shanghai',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath, args: isRoot ? ['--no-sandbox'] : [] },
  },
  webServer: {
    command: 'node --import tsx e2e/market/main.ts',
    url: `${origin}/api/ready`,
    env: { PORT: String(port) },
    timeout: 300_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
    stdout: 'pipe',
  },
});
