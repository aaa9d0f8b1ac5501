'use client';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';

export interface MarketNow {
  /** The market clock's reading when the page was rendered, ISO. */
  readonly now: string;
  /** A manual clock stands still between advances (T-1). */
  readonly mode: 'system' | 'manual';
}

interface Reading {
  readonly renderedMs: number;
  readonly mode: MarketNow['mode'];
  /** How far the market clock is ahead of this browser's; null until the browser has woken. */
  readonly aheadMs: number | null;
}

const MarketNowContext = createContext<Reading>({ renderedMs: 0, mode: 'system', aheadMs: null });

/** Gives everything on the page the market's time instead of the browser's (T-1). */
export function MarketNowProvider({ clock, children }: { clock: MarketNow; children: ReactNode }) {
  const renderedMs = Date.parse(clock.now);
  const [aheadMs, setAhead] = useState<number | null>(null);
  useEffect(() => setAhead(renderedMs - Date.now()), [renderedMs]);
  return <MarketNowContext value={{ renderedMs, mode: clock.mode, aheadMs }}>{children}</MarketNowContext>;
}

function subscribeSeconds(tick: () => void) {
  const timer = setInterval(tick, 1000);
  return () => clearInterval(timer);
}
const browserSecond = () => Math.floor(Date.now() / 1000);
const serverSecond = () => 0;

/** The market's time in ms, ticking each second; the rendered time until the browser has woken. */
export function useMarketNowMs(): number {
  const { renderedMs, mode, aheadMs } = useContext(MarketNowContext);
  useSyncExternalStore(subscribeSeconds, browserSecond, serverSecond);
  return mode === 'manual' || aheadMs === null ? renderedMs : Date.now() + aheadMs;
}

/** Reads the market's time once, when called: for what happens on an event. */
export function useReadMarketNow(): () => number {
  const { renderedMs, mode, aheadMs } = useContext(MarketNowContext);
  return () => (mode === 'manual' || aheadMs === null ? renderedMs : Date.now() + aheadMs);
}
