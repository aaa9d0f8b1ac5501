import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { authOptions } from '@/lib/adapters/auth-options';
import { env } from '@/lib/adapters/env';
import { isOwnOrigin } from '@/lib/http/origin';

interface AuthContext {
  readonly params: Promise<{ nextauth: string[] }>;
}

const handle = (request: NextRequest, context: AuthContext): Promise<Response> =>
  NextAuth(request, context, authOptions());

export const GET = handle;

/** Every POST here sets or takes a session cookie, so it needs our own Origin besides next-auth's own token. */
export function POST(request: NextRequest, context: AuthContext): Promise<Response> | Response {
  if (!isOwnOrigin(request.headers.get('origin'), env().ownOrigins))
    return Response.json({ error: { code: 'bad_origin' } }, { status: 403 });
  return handle(request, context);
}
