import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Panel } from '@/components/ui/card';
import { DefinitionList } from '@/components/ui/definition-list';
import { Page, PageHeader } from '@/components/ui/page-header';
import { currentSession } from '@/lib/adapters/session';
import { pageCtx } from '@/lib/http/context';
import { listSessions } from '@/lib/services/identity/list-sessions';
import { PasswordForm } from './password-form';
import { SessionsPanel } from './sessions-panel';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account.you'))('title') };
}

export default async function AccountPage() {
  const session = await currentSession();
  if (!session) redirect('/sign-in?to=/account');
  const sessions = await listSessions(await pageCtx());
  const t = await getTranslations();
  const role = session.memberships.find((m) => m.organizationId === session.actor.organizationId)?.role;
  return (
    <Page>
      <PageHeader title={t('account.you.title')} description={t('account.you.description')} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Panel title={t('account.you.profile')}>
          <DefinitionList
            items={[
              { term: t('account.you.name'), value: session.personName },
              { term: t('account.you.email'), value: session.email },
              {
                term: t('account.you.actingFor'),
                value: session.organizationName ?? t('shell.noOrganization'),
              },
              { term: t('account.you.role'), value: role ? t(`shell.role.${role}`) : '—' },
            ]}
          />
        </Panel>
        <Panel title={t('account.password.title')} description={t('account.password.description')}>
          <PasswordForm />
        </Panel>
      </div>
      <SessionsPanel sessions={sessions} currentSessionId={session.sessionId} />
    </Page>
  );
}
