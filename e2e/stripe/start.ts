import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Api, type Heard, serveApi } from './api';
import { stripeClock } from './clock';
import { ACTS, type Dashboard, dashboardOf } from './dashboard';
import { type FaultPlan, noFaults } from './faults';
import { KeptAnswers } from './idempotency';
import { onboardPage, payPage, pressedOnOnboardPage, pressedOnPayPage, type Shown } from './pages';
import { StripeProblem } from './problem';
import { type WebhookPlan, Webhooks } from './webhooks';
import { emptyWorld, type StripeEffect, type StripeHouse, USUAL_HOUSE, type World } from './world';

export interface StripeOptions {
  readonly port?: number;
  /** Where its clock stands until it is moved; without it, it runs with the system's. */
  readonly standsAt?: Date;
  readonly house?: Partial<StripeHouse>;
  readonly faults?: FaultPlan;
  readonly webhookUrl?: string;
  readonly webhookSecret?: string;
  readonly webhookPlan?: WebhookPlan;
  /** Whether webhooks go out by themselves; otherwise `webhooks.deliver()` sends them. */
  readonly sendsByItself?: boolean;
  readonly slowMs?: number;
}

/** A Stripe of our own, for tests: its API over HTTP, its hosted pages, its webhooks, and what its dashboard does. */
export interface StripeStandIn {
  readonly origin: string;
  readonly secretKey: string;
  readonly webhookSecret: string;
  /** Everything it knows, as Stripe's own objects. */
  readonly world: World;
  readonly dashboard: Dashboard;
  readonly webhooks: Webhooks;
  /** Every request it heard. */
  readonly heard: readonly Heard[];
  readonly effects: readonly StripeEffect[];
  /** The effects that carry a value in their metadata, such as our payment's id. */
  readonly effectsWith: (name: string, value: string) => readonly StripeEffect[];
  readonly setFaults: (plan: FaultPlan) => void;
  readonly stop: () => Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

function show(response: ServerResponse, shown: Shown): void {
  if ('goTo' in shown) response.writeHead(303, { location: shown.goTo }).end();
  else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(shown.html);
}

/** The hosted pages: where people pay, and where payees say who they are. */
function servePage(world: World, method: string, url: URL, body: string): Shown | null {
  const [, page, id = ''] = /^\/(pay|onboard)\/([^/]+)$/.exec(url.pathname) ?? [];
  const form = new URLSearchParams(body);
  const link = url.searchParams.get('link') ?? '';
  if (page === 'pay') return method === 'POST' ? pressedOnPayPage(world, id, form) : payPage(world, id);
  if (page === 'onboard')
    return method === 'POST' ? pressedOnOnboardPage(world, id, link, form) : onboardPage(world, id, link);
  return null;
}

function serveDashboard(api: Api, dashboard: Dashboard, url: URL, body: string): object | null {
  if (url.pathname === '/dashboard/effects') return api.world.effects;
  const act = ACTS[url.pathname.slice('/dashboard/'.length)];
  return act ? act(dashboard, JSON.parse(body || '{}')) : null;
}

async function serve(api: Api, dashboard: Dashboard, request: IncomingMessage, response: ServerResponse) {
  const url = new URL(request.url ?? '/', 'http://stripe');
  const body = await bodyOf(request);
  if (url.pathname.startsWith('/v1/')) return serveApi(api, request, url, response, body);
  try {
    if (url.pathname.startsWith('/dashboard/')) {
      const told = serveDashboard(api, dashboard, url, body);
      response.writeHead(told ? 200 : 404, { 'content-type': 'application/json' });
      return response.end(JSON.stringify(told ?? {}));
    }
    const shown = servePage(api.world, request.method ?? 'GET', url, body);
    if (shown) return show(response, shown);
    response.writeHead(404).end();
  } catch (error) {
    const problem =
      error instanceof StripeProblem ? error : new StripeProblem(500, 'api_error', String(error));
    response.writeHead(problem.status, { 'content-type': 'text/plain; charset=utf-8' }).end(problem.message);
  }
}

const listening = (server: Server, port: number) =>
  new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

export async function startStripe(options: StripeOptions = {}): Promise<StripeStandIn> {
  const clock = stripeClock(options.standsAt);
  const secretKey = `sk_test_${randomBytes(12).toString('hex')}`;
  const webhookSecret = options.webhookSecret ?? `whsec_${randomBytes(16).toString('hex')}`;
  const webhooks = new Webhooks({
    url: options.webhookUrl ?? null,
    secret: webhookSecret,
    plan: options.webhookPlan,
    byItself: options.sendsByItself ?? false,
  });
  let origin = '';
  let plan = options.faults ?? noFaults;
  const house = { ...USUAL_HOUSE, ...options.house };
  const world = emptyWorld(
    house,
    clock,
    () => origin,
    (event) => webhooks.add(event),
  );
  const heard: Heard[] = [];
  const api: Api = {
    world,
    secretKey,
    kept: new KeptAnswers(clock),
    heard,
    slowMs: options.slowMs ?? 50,
    faults: () => plan,
  };
  const dashboard = dashboardOf(world);
  const server = createServer((request, response) => {
    serve(api, dashboard, request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  origin = `http://127.0.0.1:${await listening(server, options.port ?? 0)}`;
  return {
    origin,
    secretKey,
    webhookSecret,
    world,
    dashboard,
    webhooks,
    heard,
    effects: world.effects,
    effectsWith: (name, value) => world.effects.filter((effect) => effect.metadata[name] === value),
    setFaults: (next) => {
      plan = next;
    },
    stop: async () => {
      await webhooks.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
