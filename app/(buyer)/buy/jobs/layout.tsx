import type { ReactNode } from 'react';
import { ClientWords } from '@/app/client-words-provider';

export default function JobsLayout({ children }: { children: ReactNode }) {
  return <ClientWords of="app/(buyer)/buy/jobs">{children}</ClientWords>;
}
