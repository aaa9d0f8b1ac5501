/** Sends e-mail and password to next-auth; null when signed in, else the word of what was refused. */
export async function postCredentials(email: string, password: string): Promise<string | null> {
  const { csrfToken }: { csrfToken: string } = await (await fetch('/api/auth/csrf')).json();
  const response = await fetch('/api/auth/callback/credentials', {
    method: 'POST',
    body: new URLSearchParams({ email, password, csrfToken, callbackUrl: '/', json: 'true' }),
  });
  const { url }: { url?: string } = await response.json();
  if (url === undefined) return 'unavailable';
  const answered = new URL(url, window.location.href).searchParams;
  // Without its own cookie, as where cookies are blocked, next-auth asks to begin again.
  if (answered.has('csrf')) return 'cookies_blocked';
  return answered.get('error') ?? (response.ok ? null : 'unavailable');
}

/** Goes to the single sign-on's own page; null when on the way, else the word of what was refused. */
export async function startSingleSignOn(callbackUrl: string): Promise<string | null> {
  const { csrfToken }: { csrfToken: string } = await (await fetch('/api/auth/csrf')).json();
  const response = await fetch('/api/auth/signin/oidc', {
    method: 'POST',
    body: new URLSearchParams({ csrfToken, callbackUrl, json: 'true' }),
  });
  const { url }: { url?: string } = await response.json();
  if (!response.ok || url === undefined) return 'unavailable';
  window.location.assign(url);
  return null;
}
