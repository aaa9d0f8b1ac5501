import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { StatementPage } from '@/app/billing/statement-page';
import type { SearchParams } from '@/components/data-table/table-query';
import { guardedCtx } from '@/lib/http/context';
import { Refused } from '../guard';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('statements.statement'))('buyer') };
}

export default async function WalletStatementPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx, allowed } = await guardedCtx('wallet.view');
  const t = await getTranslations('statements.statement');
  if (!allowed || !ctx.actor.permissions.has('jobs.view')) return <Refused title={t('buyer')} />;
  return <StatementPage ctx={ctx} side="buyer" path="/buy/statements" params={await searchParams} />;
}
