import Link from 'next/link';
import { useTranslations } from 'next-intl';

/** How an order was placed: by its buyer, or by the exchange for missing units, with the lease that failed (S-10). */
export function OrderKind({
  order,
}: {
  order: { readonly kind: 'instant' | 'limit'; readonly replacesLeaseId: string | null };
}) {
  const t = useTranslations();
  if (order.replacesLeaseId === null) return t(`buy.orderKind.${order.kind}`);
  return (
    <Link href={`/buy/leases/${order.replacesLeaseId}`} className="text-accent underline">
      {t('replacement.kind')}
    </Link>
  );
}
