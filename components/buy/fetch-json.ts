/** An endpoint's own words for why it refused. */
export class EndpointError extends Error {
  override readonly name = 'EndpointError';
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

async function answerOf<T>(response: Response): Promise<T> {
  const body = await response.json();
  if (!response.ok) throw new EndpointError(body?.error?.code ?? 'internal', body?.error?.message ?? '');
  return body;
}

/** What an endpoint of ours answers, as JSON; throws EndpointError with its words when it refuses. */
export const getJson = async <T>(path: string): Promise<T> =>
  answerOf<T>(await fetch(path, { headers: { accept: 'application/json' } }));

/** Sends a body to an endpoint of ours. */
export const postJson = async <T>(path: string, body: object): Promise<T> =>
  answerOf<T>(
    await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
    }),
  );
