'use client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Tooltip } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { type MarketNow, MarketNowProvider } from './market-now';
import { ToastRegion } from './ui/toast';

/** What lives as long as the page: query cache, market time, tooltips, toasts. */
export function Providers({ clock, children }: { clock: MarketNow; children: ReactNode }) {
  const [queries] = useState(
    () =>
      new QueryClient({
        defaultOptions: { queries: { staleTime: 5_000, retry: 1, refetchOnWindowFocus: true } },
      }),
  );
  return (
    <QueryClientProvider client={queries}>
      <MarketNowProvider clock={clock}>
        <Tooltip.Provider delayDuration={250}>
          <ToastRegion>{children}</ToastRegion>
        </Tooltip.Provider>
      </MarketNowProvider>
    </QueryClientProvider>
  );
}
