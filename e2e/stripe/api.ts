import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerOf, noteEffect } from './answer';
import { expireDue } from './checkout';
import { endpointOf } from './endpoints';
import type { Fault, FaultPlan } from './faults';
import { Form } from './form';
import type { Kept, KeptAnswers } from './idempotency';
import { StripeProblem, serverError } from './problem';
import type { World } from './world';

/** A request as it came, and how it was answered; `status` is null when no answer left. */
export interface Heard {
  readonly method: string;
  readonly path: string;
  readonly idempotencyKey: string | null;
  readonly replayed: boolean;
  readonly fault: Fault | null;
  readonly status: number | null;
}

export interface Api {
  readonly world: World;
  readonly secretKey: string;
  readonly kept: KeptAnswers;
  readonly heard: Heard[];
  readonly slowMs: number;
  readonly faults: () => FaultPlan;
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: string;
  readonly key: string | null;
}

const kept = (problem: StripeProblem): Kept => ({
  status: problem.status,
  body: JSON.stringify(problem.body()),
});

const asProblem = (error: unknown): StripeProblem => {
  if (error instanceof StripeProblem) return error;
  throw error;
};

/** Does what is asked; what fails validation has not begun. */
function work(api: Api, asked: Asked): { readonly answer: Kept; readonly begun: boolean } {
  try {
    expireDue(api.world);
    const form = new Form(asked.method === 'POST' ? asked.body : asked.query);
    const result = endpointOf(asked.method, asked.path)(api.world, form);
    const answer = answerOf(api.world, result, form.list('expand'));
    if (asked.method === 'POST') noteEffect(api.world, asked.key, answer);
    return { answer: { status: 200, body: JSON.stringify(answer) }, begun: true };
  } catch (error) {
    const problem = asProblem(error);
    return { answer: kept(problem), begun: problem.begun };
  }
}

/** The first answer to the key, or the work done now with its fault inside. */
function answer(api: Api, asked: Asked, fault: Fault | null): Kept & { readonly replayed: boolean } {
  const { key } = asked;
  const form = new Form(asked.body).canonical();
  const before = key === null ? null : api.kept.begin(key, `${asked.method} ${asked.path}\n${form}`);
  if (before) return { ...before, replayed: true };
  const { answer, begun } =
    fault === 'error_inside' ? { answer: kept(serverError()), begun: true } : work(api, asked);
  const told = fault === 'error_after' ? kept(serverError()) : answer;
  if (key !== null) api.kept.end(key, begun ? told : null);
  return { ...told, replayed: false };
}

const RATE_LIMITED: Kept = {
  status: 429,
  body: JSON.stringify({
    error: {
      type: 'invalid_request_error',
      code: 'rate_limit',
      message:
        'Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.',
    },
  }),
};

function answered(api: Api, asked: Asked, fault: Fault | null): Kept & { readonly replayed: boolean } {
  try {
    if (fault === 'rate_limited') return { ...RATE_LIMITED, replayed: false };
    if (fault === 'error_early') return { ...kept(serverError()), replayed: false };
    return answer(api, asked, fault);
  } catch (error) {
    return { ...kept(asProblem(error)), replayed: false };
  }
}

/** Answers one request of Stripe's API, or doesn't, as the fault plan says. */
export async function serveApi(
  api: Api,
  request: IncomingMessage,
  url: URL,
  response: ServerResponse,
  body: string,
) {
  const method = request.method ?? 'GET';
  const header = request.headers['idempotency-key'];
  const key = method === 'POST' && typeof header === 'string' ? header : null;
  const asked: Asked = { method, path: url.pathname, query: url.search, body, key };
  const fault = api.faults()({ method, path: asked.path, idempotencyKey: key });
  const hear = (replayed: boolean, status: number | null) =>
    api.heard.push({ method, path: asked.path, idempotencyKey: key, replayed, fault, status });
  if (fault === 'timeout_before' || fault === 'reset_before') {
    hear(false, null);
    if (fault === 'reset_before') request.socket.destroy();
    return;
  }
  if (request.headers.authorization !== `Bearer ${api.secretKey}`)
    return send(response, kept(new StripeProblem(401, 'invalid_request_error', 'Invalid API Key provided.')));
  const told = answered(api, asked, fault);
  if (fault === 'slow') await new Promise((resolve) => setTimeout(resolve, api.slowMs));
  if (fault === 'timeout_after' || fault === 'reset_after') {
    hear(told.replayed, null);
    if (fault === 'reset_after') request.socket.destroy();
    return;
  }
  hear(told.replayed, told.status);
  send(response, told, {
    ...(key === null ? {} : { 'idempotency-key': key }),
    ...(told.replayed ? { 'idempotent-replayed': 'true' } : {}),
    'request-id': api.world.nextId('req'),
  });
}

function send(response: ServerResponse, told: Kept, headers: Record<string, string> = {}): void {
  response.writeHead(told.status, { 'content-type': 'application/json', ...headers });
  response.end(told.body);
}
