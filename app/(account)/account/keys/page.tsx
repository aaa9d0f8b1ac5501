import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Page, PageHeader } from '@/components/ui/page-header';
import { RefusedState } from '@/components/ui/states';
import { marketSettings } from '@/lib/adapters/clock';
import { guardedCtx } from '@/lib/http/context';
import { KEY_SCOPES } from '@/lib/identity/permissions';
import { listApiKeys } from '@/lib/services/identity/list-api-keys';
import { KeysPanel } from './keys-panel';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account.keys'))('title') };
}

export default async function KeysPage() {
  const { ctx, allowed } = await guardedCtx('keys.manage');
  const t = await getTranslations('account.keys');
  if (!allowed)
    return (
      <Page>
        <PageHeader title={t('title')} />
        <RefusedState />
      </Page>
    );
  const [keys, { currency }] = await Promise.all([listApiKeys(ctx), marketSettings(ctx.db)]);
  return (
    <Page>
      <PageHeader title={t('title')} description={t('description')} />
      <KeysPanel
        keys={keys}
        currency={currency}
        scopes={KEY_SCOPES.filter((scope) => ctx.actor.permissions.has(scope))}
      />
    </Page>
  );
}
