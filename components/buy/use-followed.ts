'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { getJson } from './fetch-json';

const POLL_MS = 5_000;

/** What an endpoint says of one thing: the server's answer first, then asked again while the thing can still move. */
export function useFollowed<T>(path: string, initial: T, isMoving: (now: T) => boolean): T {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: [path],
    queryFn: () => getJson<T>(path),
    initialData: initial,
    refetchInterval: ({ state }) => (state.data !== undefined && isMoving(state.data) ? POLL_MS : false),
  });
  // A page the server rendered anew, after an action, knows more than what was fetched before.
  useEffect(() => {
    client.setQueryData([path], initial);
  }, [client, path, initial]);
  return data ?? initial;
}
