const HEARTBEAT_MS = 15_000;

type Stop = () => Promise<void>;

/** One server-sent event from a JSON payload; its `type` names the event. */
function eventText(payload: string): string {
  let name = 'message';
  try {
    const parsed: unknown = JSON.parse(payload);
    if (typeof parsed === 'object' && parsed !== null && 'type' in parsed && typeof parsed.type === 'string')
      name = parsed.type.replaceAll(/[^a-z_]/g, '');
  } catch {
    return '';
  }
  return `event: ${name}\ndata: ${payload.replaceAll(/[\r\n]/g, ' ')}\n\n`;
}

/**
 * A stream of server-sent events fed by a subscription, with a heartbeat that keeps proxies from closing it; ends and
 * unsubscribes when the reader leaves.
 */
export function eventStream(
  subscribe: (send: (payload: string) => void) => Promise<Stop>,
  signal: AbortSignal,
): Response {
  const encoder = new TextEncoder();
  let stop: Stop | null = null;
  let heartbeat: ReturnType<typeof setInterval> | undefined;
  let open = true;
  const close = () => {
    open = false;
    clearInterval(heartbeat);
    void stop?.().catch(() => undefined);
    stop = null;
  };
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (text: string) => {
        if (open && text) controller.enqueue(encoder.encode(text));
      };
      signal.addEventListener('abort', () => {
        if (!open) return;
        close();
        controller.close();
      });
      try {
        stop = await subscribe((payload) => send(eventText(payload)));
      } catch (error) {
        close();
        controller.error(error);
        return;
      }
      // The reader may have left while we subscribed.
      if (!open) return close();
      send('retry: 3000\n: listening\n\n');
      heartbeat = setInterval(() => send(': still here\n\n'), HEARTBEAT_MS);
    },
    cancel: close,
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}
