import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Fragment } from 'react';
import type { Side } from '@/lib/ledger/event-kinds';
import type { LineShown } from './line-shown';

/** The ids of all that a line belongs to. */
export type LinkedIds = Pick<
  LineShown,
  'leaseId' | 'roundNumber' | 'quoteId' | 'jobId' | 'orderId' | 'paymentId'
> & { readonly disputeIds: readonly string[] };

interface LineLink {
  readonly href: string;
  readonly words: string;
  readonly title: string;
}

/** What a line belongs to, in the order money took: lease, round, quote, order, dispute, payment. */
function useLinks(line: LinkedIds, side: Side): readonly LineLink[] {
  const t = useTranslations('statements.statement');
  const door = side === 'buyer' ? '/buy' : '/sell';
  const { leaseId, roundNumber, quoteId, jobId, orderId, disputeIds, paymentId } = line;
  const links: readonly (LineLink | null)[] = [
    leaseId ? { href: `${door}/leases/${leaseId}`, words: t('lease_'), title: leaseId } : null,
    roundNumber !== null
      ? { href: `/market/rounds/${roundNumber}`, words: t('round', { number: roundNumber }), title: '' }
      : null,
    quoteId && jobId
      ? { href: `/buy/jobs/${jobId}?quote=${quoteId}`, words: t('quote'), title: quoteId }
      : null,
    orderId ? { href: `/buy/orders/${orderId}`, words: t('order'), title: orderId } : null,
    ...disputeIds.map((id, index) => ({
      href: `${door}/disputes/${id}`,
      words: disputeIds.length === 1 ? t('dispute') : `${t('dispute')} ${index + 1}`,
      title: id,
    })),
    paymentId
      ? {
          href: side === 'buyer' ? `/buy/wallet?payment=${paymentId}` : '/sell/payouts',
          words: t('payment'),
          title: paymentId,
        }
      : null,
  ];
  return links.filter((link) => link !== null);
}

/** Links from a ledger's or invoice's line to all that it belongs to. */
export function LineLinks({ line, side }: { line: LinkedIds; side: Side }) {
  const links = useLinks(line, side);
  if (links.length === 0) return <span className="text-faint">—</span>;
  return (
    <>
      {links.map(({ href, words, title }, index) => (
        <Fragment key={href}>
          {index > 0 && <span className="text-faint"> · </span>}
          <Link href={href} title={title || undefined} className="whitespace-nowrap text-accent underline">
            {words}
          </Link>
        </Fragment>
      ))}
    </>
  );
}
