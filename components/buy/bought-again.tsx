'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Alert } from '../ui/alert';
import { ReplacementNote, type ReplacementShown, unitsOf } from './replacement-note';

/** Where an order stands among those that buy failed work again: what it replaces, and what replaces its own (S-10). */
export function BoughtAgain({
  data: { replaces, replacements },
  currency,
}: {
  data: { readonly replaces: ReplacementShown | null; readonly replacements: readonly ReplacementShown[] };
  currency: string;
}) {
  const t = useTranslations('replacement');
  const link = (href: string) => (text: ReactNode) => (
    <Link href={href} className="text-accent underline">
      {text}
    </Link>
  );
  return (
    <>
      {replaces && (
        <Alert>
          {t.rich('replaces', {
            units: unitsOf(replaces),
            pool: replaces.poolName,
            lease: link(`/buy/leases/${replaces.leaseId}`),
            order: link(`/buy/orders/${replaces.failedOrderId}`),
          })}
        </Alert>
      )}
      {replacements.map((replacement) => (
        <ReplacementNote key={replacement.leaseId} replacement={replacement} currency={currency} named />
      ))}
    </>
  );
}
