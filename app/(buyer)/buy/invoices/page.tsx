import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { InvoicesPage } from '@/app/billing/invoices-page';
import { guardedCtx } from '@/lib/http/context';
import { Refused } from '../guard';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('statements.invoice'))('title') };
}

export default async function BuyerInvoicesPage() {
  const { ctx, allowed } = await guardedCtx('wallet.view');
  const t = await getTranslations('statements.invoice');
  if (!allowed || !ctx.actor.permissions.has('jobs.view')) return <Refused title={t('title')} />;
  return <InvoicesPage ctx={ctx} side="buyer" />;
}
