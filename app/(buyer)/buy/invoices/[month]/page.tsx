import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { InvoicePage } from '@/app/billing/invoice-page';
import { guardedCtx } from '@/lib/http/context';
import { Refused } from '../../guard';

type Props = { params: Promise<{ month: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('statements.invoice');
  return { title: `${t('invoice')} ${(await params).month}` };
}

export default async function BuyerInvoicePage({ params }: Props) {
  const { ctx, allowed } = await guardedCtx('wallet.view');
  const t = await getTranslations('statements.invoice');
  if (!allowed || !ctx.actor.permissions.has('jobs.view')) return <Refused title={t('invoice')} />;
  return <InvoicePage ctx={ctx} side="buyer" month={(await params).month} />;
}
