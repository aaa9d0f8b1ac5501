import type { ReactNode } from 'react';
import { ClientWords } from '@/app/client-words-provider';

export default function OrdersLayout({ children }: { children: ReactNode }) {
  return <ClientWords of="app/(buyer)/buy/orders">{children}</ClientWords>;
}
