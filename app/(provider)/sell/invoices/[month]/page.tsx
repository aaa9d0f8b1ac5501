import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { InvoicePage } from '@/app/billing/invoice-page';
import { RefusedState } from '@/components/ui/states';
import { guardedCtx } from '@/lib/http/context';

type Props = { params: Promise<{ month: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('statements.invoice');
  return { title: `${t('note')} ${(await params).month}` };
}

export default async function ProviderNotePage({ params }: Props) {
  const { ctx, allowed } = await guardedCtx('wallet.view');
  if (!allowed || !ctx.actor.permissions.has('pools.view')) return <RefusedState level={1} />;
  return <InvoicePage ctx={ctx} side="provider" month={(await params).month} />;
}
