import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Amount } from '@/components/amount';
import { type Column, DataTable } from '@/components/data-table/data-table';
import { currencySymbol } from '@/components/format-amount';
import { Instant } from '@/components/instant';
import { EmptyState } from '@/components/ui/states';
import type { Wallet } from '@/lib/services/wallet/get-wallet';

type Line = Wallet['lines'][number];

const HREFS: Readonly<Record<string, string>> = {
  order: '/buy/orders/',
  lease: '/buy/leases/',
  payment: '/buy/wallet?payment=',
};

/** Postings of a lease that are about its dispute; that has a page of its own. */
const OF_DISPUTES: readonly string[] = ['freeze_dispute', 'decide_dispute'];

function hrefOf({ recipe, subjectType }: Line): string | undefined {
  // Payouts have pages of their own, on the seller's side.
  if (subjectType === 'payment' && recipe.endsWith('_payout')) return undefined;
  return OF_DISPUTES.includes(recipe) ? '/buy/disputes?lease=' : HREFS[subjectType];
}

/** What happened, as a link to the order, lease, dispute or payment it happened to. */
function What({ line }: { line: Line }): ReactNode {
  const t = useTranslations('buy');
  const href = hrefOf(line);
  const text = t(`recipe.${line.recipe}`);
  const title = t('wallet.entry', { entry: line.version.toString(), posting: line.postingId });
  if (!href) return <span title={title}>{text}</span>;
  return (
    <Link href={`${href}${line.subjectId}`} title={title} className="text-accent underline">
      {text}
    </Link>
  );
}

export interface LinesTableProps {
  lines: readonly Line[];
  currency: string;
  csvHref: string;
}

/** The organization's latest ledger lines, newest first, each with the balance it left on its account (L-4). */
export function LinesTable({ lines, currency, csvHref }: LinesTableProps) {
  const t = useTranslations('buy');
  const symbol = currencySymbol(currency).trim();
  const columns: readonly Column<Line>[] = [
    { key: 'at', header: t('wallet.at'), cell: (line) => <Instant at={line.eventAt} /> },
    { key: 'what', header: t('wallet.what'), wide: true, cell: (line) => <What line={line} /> },
    { key: 'account', header: t('wallet.account'), cell: (line) => t(`account.${line.kind}`) },
    {
      key: 'amount',
      header: t('wallet.change'),
      unit: symbol,
      align: 'end',
      cell: (line) => <Amount micros={line.amountMicros} currency={currency} bare signed />,
    },
    {
      key: 'balance',
      header: t('wallet.balance'),
      unit: symbol,
      align: 'end',
      definition: t('wallet.balanceDefinition'),
      cell: (line) => <Amount micros={line.balanceAfterMicros} currency={currency} bare />,
    },
  ];
  return (
    <DataTable
      caption={t('wallet.lines')}
      stacked
      columns={columns}
      rows={lines}
      rowKey={(line) => `${line.kind}/${line.version}`}
      empty={<EmptyState title={t('wallet.noLines')}>{t('wallet.noLinesHelp')}</EmptyState>}
      csvHref={csvHref}
    />
  );
}
