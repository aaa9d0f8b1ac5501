import type { ReactNode } from 'react';
import { ClientWords } from '@/app/client-words-provider';

export default function LeasesLayout({ children }: { children: ReactNode }) {
  return <ClientWords of="app/(buyer)/buy/leases">{children}</ClientWords>;
}
