'use client';
import { useTranslations } from 'next-intl';
import type { FormActionFn } from '../ui/action-result';
import { LinkButton } from '../ui/button';
import { SidePanel } from '../ui/side-panel';
import { AcceptDialog } from './accept-dialog';
import { chipName } from './names';
import { QuoteDetails } from './quote-details';
import type { QuoteShown } from './shown';

export interface QuotePanelProps {
  quote: QuoteShown;
  terms: {
    readonly currency: string;
    readonly availableMicros: string;
    readonly acceptanceWindowHours: number;
  };
  accept: FormActionFn;
  closeHref: string;
  mayOrder: boolean;
}

/** One quote beside the list, with the button that accepts it. */
export function QuotePanel({ quote, terms, accept, closeHref, mayOrder }: QuotePanelProps) {
  const t = useTranslations('buy.quotes');
  const [first, ...rest] = quote.facts.pools;
  return (
    <SidePanel
      title={first && rest.length === 0 ? first.name : t('severalPools', { count: quote.facts.pools.length })}
      subtitle={`${chipName(quote.facts.chip)} × ${quote.facts.cards}`}
      closeHref={closeHref}
      footer={
        quote.orderId ? (
          <LinkButton href={`/buy/orders/${quote.orderId}`} className="w-full">
            {t('toOrder')}
          </LinkButton>
        ) : (
          <AcceptDialog quote={quote} action={accept} disabled={!mayOrder} {...terms} />
        )
      }
    >
      <QuoteDetails quote={quote} currency={terms.currency} />
    </SidePanel>
  );
}
