import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { StatusBadge, StatusSentence } from '@/components/status-badge';
import { Panel } from '@/components/ui/card';
import { CopyableCode } from '@/components/ui/copy-button';
import { DefinitionList } from '@/components/ui/definition-list';
import { Page, PageHeader } from '@/components/ui/page-header';
import { EmptyState } from '@/components/ui/states';
import { guardedCtx } from '@/lib/http/context';
import { CAPACITIES } from '@/lib/identity/permissions';
import { getOrganization } from '@/lib/services/identity/get-organization';
import { listAddresses } from '@/lib/services/identity/list-addresses';
import { listMembers } from '@/lib/services/identity/list-members';
import { AddressPanel } from './address-panel';
import { MembersPanel } from './members-panel';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account.organization'))('title') };
}

export default async function OrganizationPage() {
  const { ctx, allowed } = await guardedCtx('organization.view');
  const t = await getTranslations();
  if (!allowed)
    return (
      <Page>
        <PageHeader title={t('account.organization.title')} />
        <EmptyState title={t('account.organization.none')}>{t('account.organization.noneHelp')}</EmptyState>
      </Page>
    );
  const organization = await getOrganization(ctx);
  const members = ctx.actor.permissions.has('members.manage') ? await listMembers(ctx) : null;
  const { isBuyer, isProvider, isRegulator, isOperator } = organization;
  const has = { buyer: isBuyer, provider: isProvider, regulator: isRegulator, operator: isOperator };
  return (
    <Page>
      <PageHeader
        title={organization.registeredName}
        status={<StatusBadge domain="organization" status={organization.status} outline />}
        description={<StatusSentence domain="organization" status={organization.status} />}
      />
      <Panel title={t('account.organization.facts')}>
        <DefinitionList
          columns={2}
          items={[
            { term: t('account.organization.country'), value: organization.country },
            { term: t('account.organization.registrationNumber'), value: organization.registrationNumber },
            {
              term: t('account.organization.shortCode'),
              definition: t('account.organization.shortCodeMeans'),
              value: <CopyableCode text={organization.shortCode} />,
            },
            {
              term: t('account.organization.controllingGroup'),
              definition: t('account.organization.controllingGroupMeans'),
              value: organization.controllingGroup ?? t('account.organization.noGroup'),
            },
            {
              term: t('account.organization.capacities'),
              value: CAPACITIES.filter((name) => has[name])
                .map((name) => t(`members.capacity.${name}`))
                .join(' · '),
            },
          ]}
        />
      </Panel>
      {!isRegulator && (
        <AddressPanel
          addresses={await listAddresses(ctx)}
          country={organization.country}
          mayChange={ctx.actor.permissions.has('organization.manage')}
        />
      )}
      {members && <MembersPanel members={members} />}
    </Page>
  );
}
