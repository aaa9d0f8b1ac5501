import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { StatementPage } from '@/app/billing/statement-page';
import type { SearchParams } from '@/components/data-table/table-query';
import { RefusedState } from '@/components/ui/states';
import { guardedCtx } from '@/lib/http/context';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('statements.statement'))('provider') };
}

export default async function EarningsStatementPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const { ctx, allowed } = await guardedCtx('wallet.view');
  if (!allowed || !ctx.actor.permissions.has('pools.view')) return <RefusedState level={1} />;
  return <StatementPage ctx={ctx} side="provider" path="/sell/statements" params={await searchParams} />;
}
