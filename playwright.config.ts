import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { defineConfig } from '@playwright/test';

/** Where distributions put Chromium; `npm test` names the one it found in CHROMIUM_PATH. */
const SYSTEM_BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome-stable'];

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

// Read again in every worker, which inherits the ports of the first reading.
process.env.E2E_PORT ??= String(await freePort());
process.env.E2E_STRIPE_PORT ??= String(await freePort());
const baseURL = process.env.E2E_URL ?? `http://localhost:${process.env.E2E_PORT}`;
const executablePath = process.env.CHROMIUM_PATH || SYSTEM_BROWSERS.find((path) => existsSync(path));

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/browser',
  // One market, one clock: what one day does to it, the next one finds.
  workers: 1,
  fullyParallel: false,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  // `npm test` counts by the file.
  reporter: [['list'], ['json', { outputFile: 'test-results/browser.json' }]],
  use: {
    baseURL,
    locale: 'en-US',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1280, height: 800 },
    actionTimeout: 15_000,
    screenshot: 'only-on-failure',
    // Each step's page as it stood; a film of it costs the browser a quarter more.
    trace: { mode: 'retain-on-failure', screenshots: false },
    launchOptions: {
      executablePath,
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
  // E2E_URL: a market that runs already, such as one started by hand with PORT=… STRIPE_PORT=… npx tsx e2e/market/main.ts;
  // E2E_STRIPE_PORT then says where its Stripe is.
  webServer: process.env.E2E_URL
    ? undefined
    : {
        command: `"${process.execPath}" --import tsx e2e/market/main.ts`,
        url: `${baseURL}/api/ready`,
        env: { PORT: process.env.E2E_PORT, STRIPE_PORT: process.env.E2E_STRIPE_PORT },
        timeout: 300_000,
        stdout: 'pipe',
        gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
      },
});
