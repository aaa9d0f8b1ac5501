import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { InvoicesPage } from '@/app/billing/invoices-page';
import { RefusedState } from '@/components/ui/states';
import { guardedCtx } from '@/lib/http/context';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('statements.invoice'))('notesTitle') };
}

export default async function ProviderNotesPage() {
  const { ctx, allowed } = await guardedCtx('wallet.view');
  if (!allowed || !ctx.actor.permissions.has('pools.view')) return <RefusedState level={1} />;
  return <InvoicesPage ctx={ctx} side="provider" />;
}
