import { describe, expect, it } from 'vitest';
import { eventStream } from './event-stream';

function stream() {
  const left = new AbortController();
  let send: (payload: string) => void = () => undefined;
  let stops = 0;
  const response = eventStream(async (listener) => {
    send = listener;
    return async () => {
      stops += 1;
    };
  }, left.signal);
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  return {
    response,
    left,
    send: (payload: string) => send(payload),
    stops: () => stops,
    read: async () => {
      const chunk = await reader?.read();
      return chunk?.done ? null : decoder.decode(chunk?.value);
    },
  };
}

describe('an event stream', () => {
  it('names each event after the type in its payload and keeps it to one line', async () => {
    const market = stream();
    expect(market.response.headers.get('content-type')).toContain('text/event-stream');
    expect(await market.read()).toContain('retry: 3000');
    market.send('{"type":"round","number":7}');
    expect(await market.read()).toBe('event: round\ndata: {"type":"round","number":7}\n\n');
    market.send('{"type":"round\\ndata: x"}');
    expect(await market.read()).toBe('event: rounddatax\ndata: {"type":"round\\ndata: x"}\n\n');
    market.left.abort();
  });

  it('ends and unsubscribes once when the reader leaves; what comes later goes nowhere', async () => {
    const market = stream();
    await market.read();
    market.left.abort();
    market.left.abort();
    market.send('{"type":"clock"}');
    expect(await market.read()).toBeNull();
    expect(market.stops()).toBe(1);
  });

  it('drops a payload that is not JSON', async () => {
    const market = stream();
    await market.read();
    market.send('round 7');
    market.send('{"type":"clock"}');
    expect(await market.read()).toContain('event: clock');
    market.left.abort();
  });
});
