/** Sends e-mail and password to next-auth; null when signed in, else the word of what was refused. */
export async function postCredentials(email: string, password: string): Promise<string | null> {
  const { csrfToken }: { csrfToken: string } = await (await fetch('/api/auth/csrf')).json();
  const response = await fetch('/api/auth/callback/credentials', {
    method: 'POST',
    body: new URLSearchParams({ email, password, csrfToken, callbackUrl: '/', json: 'true' }),
  });
  const { url }: { url?: string } = await response.json();
  const word = url === undefined ? null : new URL(url, window.location.href).searchParams.get('error');
  return response.ok && word === null ? null : (word ?? 'unavailable');
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
