'use client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { EndpointError, getJson, postJson } from './buy/fetch-json';

/** How a study on the server stands, as its endpoint writes it. */
export type StudyShown<Answer> =
  | { readonly state: 'done'; readonly askedAt: string; readonly answer: Answer }
  | { readonly state: 'running'; readonly steps: number }
  | { readonly state: 'failed' };

interface StudyBody<Answer> {
  readonly study: StudyShown<Answer> | null;
}

const LOOK_MS = 800;

/** Asks until the study is done: the endpoint answers `running` rather than keep a request open for minutes. */
async function askUntilDone<Answer>(path: string): Promise<StudyBody<Answer>> {
  for (;;) {
    const body = await postJson<StudyBody<Answer>>(path, {});
    if (body.study?.state !== 'running') return body;
  }
}

/** The server's own words for why it refused; null if it couldn't be reached. */
export const wordsOfRefusal = (error: Error): string | null =>
  error instanceof EndpointError ? error.message : null;

/**
 * A study on the server, begun by `ask` and followed while it runs; `initial` is what the server knew first. What one
 * path says of different things has a `subject` each.
 */
export function useStudy<Answer>(path: string, initial: StudyShown<Answer> | null = null, subject = '') {
  const asked = useMutation({ mutationFn: () => askUntilDone<Answer>(path) });
  const look = useQuery({
    queryKey: ['study', path, subject],
    queryFn: () => getJson<StudyBody<Answer>>(path),
    initialData: { study: initial },
    // What the server rendered may be old news, or of another of its processes.
    staleTime: initial ? Number.POSITIVE_INFINITY : 0,
    refetchInterval: asked.isPending ? LOOK_MS : false,
  });
  const latest = look.data.study;
  const isUnderWay = latest?.state === 'running';
  const join = useEffectEvent(() => {
    if (asked.isIdle) asked.mutate();
  });
  // Begun before this page was opened, perhaps by somebody else: wait for it too.
  useEffect(() => {
    if (isUnderWay) join();
  }, [isUnderWay]);
  const study = asked.isPending ? null : (asked.data?.study ?? latest);
  const steps = asked.isPending && latest?.state === 'running' ? latest.steps : 0;
  return {
    done: study?.state === 'done' ? study : null,
    failed: study?.state === 'failed',
    isRunning: asked.isPending || study?.state === 'running',
    steps,
    refusal: asked.error,
    ask: () => asked.mutate(),
  };
}
