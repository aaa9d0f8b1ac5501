'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { PoolNearMiss } from '@/lib/market/quote';
import { useMarketNowMs } from '../market-now';
import { postJson } from './fetch-json';
import type { QuoteShown } from './shown';

export interface QuotesState {
  readonly quotes: readonly QuoteShown[];
  readonly nearMisses: readonly PoolNearMiss[];
}

/** Unattended refreshes in a row; after that a person asks. */
const REFRESHES = 20;

const isOver = (quotes: readonly QuoteShown[], nowMs: number): boolean =>
  quotes.every((quote) => quote.state === 'accepted' || Date.parse(quote.expiresAt) <= nowMs);

/**
 * The job's quotes, given by the server first and made afresh when all have expired while somebody looks on; `onFresh`
 * hears of each new set before it is shown.
 */
export function useQuotes(
  jobId: string,
  initial: QuotesState,
  canRequote: boolean,
  onFresh: (before: QuotesState, after: QuotesState) => void,
) {
  const key = ['job-quotes', jobId];
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: key,
    queryFn: () => client.getQueryData<QuotesState>(key) ?? initial,
    initialData: initial,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const requote = useMutation({
    mutationFn: () => postJson<QuotesState>(`/api/v1/jobs/${jobId}/quotes`, {}),
    onSuccess: (fresh) => {
      onFresh(data, fresh);
      client.setQueryData<QuotesState>(key, { quotes: fresh.quotes, nearMisses: fresh.nearMisses });
    },
  });
  // A page the server rendered anew, after an order, knows which quote was accepted.
  useEffect(() => {
    client.setQueryData(['job-quotes', jobId], initial);
  }, [client, jobId, initial]);
  const left = useRef(REFRESHES);
  const busy = useRef(false);
  const send = () => {
    busy.current = true;
    requote.mutate(undefined, {
      onSettled: () => {
        busy.current = false;
      },
    });
  };
  const nowMs = useMarketNowMs();
  const over = isOver(data.quotes, nowMs);
  const refresh = useEffectEvent(() => {
    if (document.visibilityState !== 'visible' || left.current <= 0 || busy.current) return;
    left.current -= 1;
    send();
  });
  const due = over && canRequote && data.quotes.length > 0;
  useEffect(() => {
    if (!due) return;
    refresh();
    document.addEventListener('visibilitychange', refresh);
    return () => document.removeEventListener('visibilitychange', refresh);
  }, [due]);
  return {
    ...data,
    over,
    pending: requote.isPending,
    failure: requote.error,
    requote: () => {
      left.current = REFRESHES;
      send();
    },
  };
}
