import { headers } from 'next/headers';
import type { NextAuthOptions } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import type { OAuthConfig } from 'next-auth/providers/oauth';
import { type Ctx, PUBLIC_ACTOR } from '@/lib/services/context';
import { ServiceError } from '@/lib/services/errors';
import { endSessionById } from '@/lib/services/identity/end-session';
import { signInWithOidc } from '@/lib/services/identity/sign-in-with-oidc';
import { signInWithPassword } from '@/lib/services/identity/sign-in-with-password';
import { SESSION_LIFE_MS } from '@/lib/services/identity/start-session';
import { marketNow } from './clock';
import { database } from './database';
import { env } from './env';
import { newId } from './ids';
import { log } from './log';
import { isSecureSite, sessionCookieName } from './session-cookie';

interface OidcProfile {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean;
}

async function publicCtx(): Promise<Ctx> {
  const db = database();
  return { db, now: await marketNow(db), requestId: newId('request'), actor: PUBLIC_ACTOR, newId, log };
}

/** A refused sign-in as the one word the sign-in page reads from `error`; anything else is logged. */
function errorWord(error: unknown, requestId: string): Error {
  if (error instanceof ServiceError) {
    const wait = error.details.refusal?.facts.waitSeconds;
    const word = error.details.refusal?.code ?? error.code;
    return new Error(wait === undefined ? word : `${word}:${wait}`);
  }
  log.error({ err: error, requestId }, 'sign-in failed');
  return new Error(`internal:${requestId}`);
}

const credentials = () =>
  Credentials({
    credentials: { email: { type: 'email' }, password: { type: 'password' } },
    async authorize(given, request) {
      const ctx = await publicCtx();
      const userAgent: unknown = request.headers?.['user-agent'];
      try {
        const { sessionId } = await signInWithPassword(ctx, {
          email: given?.email ?? '',
          password: given?.password ?? '',
          userAgent: typeof userAgent === 'string' ? userAgent : null,
        });
        return { id: sessionId };
      } catch (error) {
        throw errorWord(error, ctx.requestId);
      }
    },
  });

/** The one OpenID Connect issuer of this market, when the environment names it. */
function oidc(): OAuthConfig<OidcProfile>[] {
  const issuer = env().oidc;
  if (!issuer) return [];
  return [
    {
      id: 'oidc',
      name: issuer.name,
      type: 'oauth',
      wellKnown: `${issuer.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
      clientId: issuer.clientId,
      clientSecret: issuer.clientSecret,
      authorization: { params: { scope: 'openid email profile' } },
      checks: ['pkce', 'state', 'nonce'],
      idToken: true,
      profile: (profile) => ({ id: profile.sub, email: profile.email }),
    },
  ];
}

const isOidcProfile = (profile: unknown): profile is OidcProfile =>
  typeof profile === 'object' && profile !== null && 'sub' in profile && typeof profile.sub === 'string';

/** next-auth's part: it proves who somebody is and keeps one cookie whose only claim is the session id. */
export function authOptions(): NextAuthOptions {
  const secure = isSecureSite();
  // next-auth reads its own address from here and from nowhere else.
  process.env.NEXTAUTH_URL ??= env().appOrigin;
  return {
    secret: env().nextauthSecret,
    session: { strategy: 'jwt', maxAge: SESSION_LIFE_MS / 1000 },
    useSecureCookies: secure,
    cookies: {
      sessionToken: {
        name: sessionCookieName(),
        options: { httpOnly: true, sameSite: 'lax', path: '/', secure },
      },
    },
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
    providers: [credentials(), ...oidc()],
    callbacks: {
      async signIn({ user, account, profile }) {
        if (account?.provider !== 'oidc') return true;
        if (!isOidcProfile(profile)) return false;
        const ctx = await publicCtx();
        try {
          const { sessionId } = await signInWithOidc(ctx, {
            subject: profile.sub,
            verifiedEmail: profile.email_verified === true ? (profile.email ?? null) : null,
            userAgent: (await headers()).get('user-agent'),
          });
          user.id = sessionId;
          return true;
        } catch (error) {
          throw errorWord(error, ctx.requestId);
        }
      },
      jwt: ({ token, user }) => (user ? { sid: user.id } : { sid: token.sid }),
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      async signOut({ token }) {
        if (typeof token.sid === 'string') await endSessionById(await publicCtx(), token.sid);
      },
    },
    logger: {
      error: (code, metadata) => log.error({ code, metadata }, 'next-auth'),
      warn: (code) => log.warn({ code }, 'next-auth'),
      debug: () => {},
    },
  };
}
