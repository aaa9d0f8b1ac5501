import type { ReactNode } from 'react';
import { ClientWords } from '@/app/client-words-provider';

export default function AccountLayout({ children }: { children: ReactNode }) {
  return <ClientWords of="app/(account)">{children}</ClientWords>;
}
