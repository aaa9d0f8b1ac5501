'use client';
import { RefreshCw, SearchX } from 'lucide-react';
import { usePathname, useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Countdown } from '../countdown';
import { useMarketNowMs } from '../market-now';
import type { FormActionFn } from '../ui/action-result';
import { Alert } from '../ui/alert';
import { Button, LinkButton } from '../ui/button';
import { Panel } from '../ui/card';
import { SidePanel, SplitView } from '../ui/side-panel';
import { EmptyState } from '../ui/states';
import { Tabs } from '../ui/tabs';
import { AcceptDialog } from './accept-dialog';
import { LimitOrderForm } from './limit-order-form';
import { chipName } from './names';
import { NearMisses } from './near-misses';
import { QuoteDetails } from './quote-details';
import { QuotesTable } from './quotes-table';
import { type Rank, rankShown } from './rank-quotes';
import { ShallowLinks } from './shallow-links';
import { placeOf, type QuoteShown } from './shown';
import { type QuotesState, useQuotes } from './use-quotes';

export interface QuotesBoardProps {
  jobId: string;
  initial: QuotesState;
  terms: {
    readonly currency: string;
    readonly availableMicros: string;
    readonly nextRoundAt: string;
    readonly roundMinutes: number;
    readonly acceptanceWindowHours: number;
  };
  leastAtAsksMicros: string | null;
  /** The window is still open and the person may place orders. */
  mayOrder: boolean;
  canRun: boolean;
  /** Some pool could run the job at some price. */
  hasOptions: boolean;
  actions: { readonly accept: FormActionFn; readonly placeLimit: FormActionFn };
}

/** Refusals after which the quotes on the screen are known to be out of date. */
const OUTDATED = new Set(['capacity_gone', 'quote_expired', 'pool_not_active', 'quote_accepted']);

/** A job's quotes and all that can be done with them; the address says which is open and how they are ranked. */
export function QuotesBoard(props: QuotesBoardProps) {
  const { jobId, initial, terms, mayOrder, canRun, actions } = props;
  const t = useTranslations('buy');
  const path = usePathname();
  const params = useSearchParams();
  const [refused, setRefused] = useState<string | null>(null);
  const rank: Rank = params.get('rank') === 'finish' ? 'finish' : 'total';
  const hrefWith = (changes: Readonly<Record<string, string | null>>) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(changes))
      value === null ? next.delete(name) : next.set(name, value);
    return next.size > 0 ? `${path}?${next}` : path;
  };
  /** Keeps the same place open when its quote is made afresh. */
  const follow = (before: QuotesState, after: QuotesState) => {
    const open = before.quotes.find(({ id }) => id === params.get('quote'));
    if (!open) return;
    const again = after.quotes.find((quote) => placeOf(quote) === placeOf(open));
    window.history.replaceState(null, '', hrefWith({ quote: again?.id ?? null }));
  };
  const board = useQuotes(jobId, initial, canRun && mayOrder, follow);
  const quotes = rankShown(board.quotes, rank);
  const selected = quotes.find(({ id }) => id === params.get('quote')) ?? null;
  const accept: FormActionFn = async (form) => {
    const answer = await actions.accept(form);
    if (!answer.ok && OUTDATED.has(answer.code)) {
      setRefused(answer.message);
      board.requote();
    }
    return answer;
  };
  return (
    <ShallowLinks path={path}>
      <div className="flex flex-col gap-4">
        {refused && (
          <Alert tone="warn" title={refused}>
            {t('quotes.freshBelow')}
          </Alert>
        )}
        {board.failure && <Alert tone="error" title={board.failure.message} />}
        <SplitView
          panel={
            selected && (
              <QuotePanel
                quote={selected}
                terms={terms}
                accept={accept}
                closeHref={hrefWith({ quote: null })}
                mayOrder={mayOrder && selected.state !== 'accepted'}
              />
            )
          }
        >
          <Panel
            flush
            title={t('quotes.title')}
            description={t('quotes.description')}
            actions={
              <>
                <ValidFor quotes={quotes} />
                <RankTabs rank={rank} hrefWith={hrefWith} />
                {canRun && mayOrder && (
                  <Button size="sm" pending={board.pending} onClick={board.requote}>
                    {!board.pending && <RefreshCw aria-hidden />}
                    {t('quotes.refresh')}
                  </Button>
                )}
              </>
            }
          >
            {quotes.length > 0 ? (
              <QuotesTable
                quotes={quotes}
                currency={terms.currency}
                hrefOf={(quote) => hrefWith({ quote: quote.id })}
                selectedId={selected?.id ?? null}
              />
            ) : (
              <NoQuotes jobId={jobId} why={canRun ? (props.hasOptions ? 'none' : 'noneEver') : 'over'} />
            )}
          </Panel>
        </SplitView>
        <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_25rem]">
          <NearMisses misses={board.nearMisses} />
          {mayOrder && canRun && props.hasOptions && (
            <div className="max-xl:order-first">
              <LimitOrderForm
                jobId={jobId}
                action={actions.placeLimit}
                leastAtAsksMicros={props.leastAtAsksMicros}
                {...terms}
              />
            </div>
          )}
        </div>
      </div>
    </ShallowLinks>
  );
}

/** How long the quotes still stand: until the first of them ends. */
function ValidFor({ quotes }: { quotes: readonly QuoteShown[] }) {
  const t = useTranslations('buy.quotes');
  const open = quotes
    .filter(({ state }) => state !== 'accepted')
    .map(({ expiresAt }) => Date.parse(expiresAt));
  const first = Math.min(...open);
  const over = useMarketNowMs() >= first;
  if (open.length === 0) return null;
  return (
    <span className="text-xs text-muted">
      {over ? t('expired') : t.rich('validFor', { left: () => <Countdown until={first} /> })}
    </span>
  );
}

type Href = (changes: Readonly<Record<string, string | null>>) => string;

function RankTabs({ rank, hrefWith }: { rank: Rank; hrefWith: Href }) {
  const t = useTranslations('buy.quotes');
  return (
    <Tabs
      label={t('rankBy')}
      look="segments"
      items={[
        { href: hrefWith({ rank: null }), label: t('byTotal'), current: rank === 'total' },
        { href: hrefWith({ rank: 'finish' }), label: t('byFinish'), current: rank === 'finish' },
      ]}
    />
  );
}

const HELP = { none: 'noneHelp', noneEver: 'noneEver', over: 'overHelp' } as const;

function NoQuotes({ jobId, why }: { jobId: string; why: keyof typeof HELP }) {
  const t = useTranslations('buy.quotes');
  return (
    <EmptyState
      icon={<SearchX aria-hidden />}
      title={t(why === 'over' ? 'over' : 'none')}
      actions={<LinkButton href={`/buy/jobs/new?from=${jobId}`}>{t('change')}</LinkButton>}
    >
      {t(HELP[why])}
    </EmptyState>
  );
}

interface QuotePanelProps {
  quote: QuoteShown;
  terms: QuotesBoardProps['terms'];
  accept: FormActionFn;
  closeHref: string;
  mayOrder: boolean;
}

function QuotePanel({ quote, terms, accept, closeHref, mayOrder }: QuotePanelProps) {
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
