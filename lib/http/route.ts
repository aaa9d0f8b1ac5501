import { headers } from 'next/headers';
import { env } from '@/lib/adapters/env';
import { actorOfKey, currentActor, hasSessionCookie } from '@/lib/adapters/session';
import { type Ctx, PUBLIC_ACTOR } from '@/lib/services/context';
import { ServiceError } from '@/lib/services/errors';
import { ctxFor } from './context';
import { type Failure, failureOf } from './failure';
import { isOwnOrigin } from './origin';
import { STATUS_OF } from './status';

export type Params = Readonly<Record<string, string>>;

export interface RouteRequest {
  readonly params: Params;
  readonly query: URLSearchParams;
  /** The parsed JSON body; undefined for GET. */
  readonly body: unknown;
  readonly request: Request;
}

const MAX_BODY_BYTES = 2 * 1024 * 1024;

/** JSON with bigint as decimal strings, as every endpoint writes money and counts. */
export const jsonText = (value: unknown): string =>
  JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? v.toString() : v));

const json = (value: unknown, status: number, requestId: string): Response =>
  new Response(jsonText(value), {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-request-id': requestId,
      'cache-control': 'no-store',
    },
  });

/** The body's text, read no further than the limit. */
async function textWithin(request: Request, bytesMax: number): Promise<string> {
  const tooLarge = () => new ServiceError('invalid_input', { fields: { body: 'too_large' } });
  if (Number(request.headers.get('content-length') ?? 0) > bytesMax) throw tooLarge();
  if (!request.body) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of request.body) {
    bytes += chunk.byteLength;
    if (bytes > bytesMax) throw tooLarge();
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

async function readBody(request: Request): Promise<unknown> {
  if (request.method === 'GET' || request.method === 'HEAD') return undefined;
  const text = await textWithin(request, MAX_BODY_BYTES);
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new ServiceError('invalid_input', { fields: { body: 'not_json' } });
  }
}

const refuseRoute = (failure: Omit<Failure, 'requestId'>, requestId: string): Response =>
  json({ error: { ...failure, requestId } }, STATUS_OF[failure.code], requestId);

/** Wraps a verb as an endpoint: a key or a session (never both), own origin for cookie mutations, JSON in and out. */
export function route(handle: (ctx: Ctx, request: RouteRequest) => Promise<unknown>) {
  return async (request: Request, { params }: { params: Promise<Params> }): Promise<Response> => {
    const authorization = (await headers()).get('authorization');
    const cookie = await hasSessionCookie();
    const anonymous = await ctxFor(PUBLIC_ACTOR);
    const { requestId } = anonymous;
    if (authorization && cookie)
      return refuseRoute(
        { code: 'two_credentials', message: 'Send either a session cookie or a key, not both.' },
        requestId,
      );
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (!authorization && cookie && !reads && !isOwnOrigin(request.headers.get('origin'), env().ownOrigins))
      return refuseRoute(
        { code: 'bad_origin', message: 'A request with a session cookie needs our own Origin.' },
        requestId,
      );
    try {
      const actor = authorization
        ? await actorOfKey(anonymous.db, authorization)
        : ((await currentActor()) ?? PUBLIC_ACTOR);
      if (!actor) throw new ServiceError('not_signed_in');
      const ctx: Ctx = { ...anonymous, actor };
      const body = await readBody(request);
      const out = await handle(ctx, {
        params: await params,
        query: new URL(request.url).searchParams,
        body,
        request,
      });
      return out instanceof Response ? out : json(out ?? {}, 200, requestId);
    } catch (error) {
      const { requestId: _, ...failure } = await failureOf(error, anonymous);
      return refuseRoute(failure, requestId);
    }
  };
}
