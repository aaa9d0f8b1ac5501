'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useState } from 'react';

export type LiveState = 'connecting' | 'live' | 'paused';

const EVENTS = ['round', 'clock'] as const;
/** Events that come together make one refresh. */
const GATHER_MS = 400;

/**
 * Follows the market's event stream while the page is in sight: each event refreshes what the server rendered and every
 * query under `market`. A hidden page lets go of the stream and catches up when it is seen again.
 */
export function useLiveMarket(): LiveState {
  const router = useRouter();
  const queries = useQueryClient();
  const [state, setState] = useState<LiveState>('connecting');
  const refresh = useEffectEvent(() => {
    void queries.invalidateQueries({ queryKey: ['market'] });
    router.refresh();
  });
  useEffect(() => {
    let source: EventSource | null = null;
    let gathering: ReturnType<typeof setTimeout> | undefined;
    let missed = false;
    const onEvent = () => {
      clearTimeout(gathering);
      gathering = setTimeout(refresh, GATHER_MS);
    };
    const connect = () => {
      source = new EventSource('/api/v1/events');
      source.onopen = () => setState('live');
      source.onerror = () => setState('connecting');
      for (const name of EVENTS) source.addEventListener(name, onEvent);
      if (missed) onEvent();
    };
    const disconnect = () => {
      source?.close();
      source = null;
    };
    const onVisibility = () => {
      if (document.hidden) {
        disconnect();
        missed = true;
        setState('paused');
      } else if (!source) connect();
    };
    if (!document.hidden) connect();
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      document.removeEventListener('visibilitychange', onVisibility);
      clearTimeout(gathering);
      disconnect();
    };
  }, []);
  return state;
}
