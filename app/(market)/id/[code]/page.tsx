import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { Instant } from '@/components/instant';
import { LookupForm } from '@/components/market/lookup-form';
import { chipName, inLocale, placeName } from '@/components/market/names';
import { StatusBadge, StatusSentence } from '@/components/status-badge';
import { Alert } from '@/components/ui/alert';
import { LinkButton } from '@/components/ui/button';
import { Panel } from '@/components/ui/card';
import { Code } from '@/components/ui/code';
import { CopyableCode } from '@/components/ui/copy-button';
import { DefinitionList } from '@/components/ui/definition-list';
import { Page, PageHeader } from '@/components/ui/page-header';
import { pageCtx } from '@/lib/http/context';
import { type ResolvedIdentifier, resolveIdentifier } from '@/lib/services/market/resolve-identifier';
import { resolved } from './resolved';

interface IdentifierPageProps {
  params: Promise<{ code: string }>;
}

const codeOf = async (params: IdentifierPageProps['params']) => decodeURIComponent((await params).code);

export async function generateMetadata({ params }: IdentifierPageProps): Promise<Metadata> {
  return { title: await codeOf(params) };
}

export default async function IdentifierPage({ params }: IdentifierPageProps) {
  const code = await codeOf(params);
  const t = await getTranslations('market.identifier');
  const found = await resolved(resolveIdentifier(await pageCtx(), { code }));
  if (!('identifier' in found))
    return (
      <Page>
        <PageHeader title={<Code>{code.toUpperCase()}</Code>} back={{ href: '/id', label: t('title') }} />
        <Alert tone="warn" title={t(`problem.${found.problem}.title`)}>
          {t(`problem.${found.problem}.help`)}
        </Alert>
        <Panel title={t('lookUp')} className="max-w-3xl">
          <LookupForm code={code} />
        </Panel>
      </Page>
    );
  const { identifier } = found;
  return (
    <Page>
      <PageHeader
        title={<Code>{identifier.code}</Code>}
        back={{ href: '/id', label: t('title') }}
        status={<StatusBadge domain="pool" status={identifier.status} outline />}
        actions={
          <LinkButton href={`/market/pools/${identifier.code}`} variant="primary">
            {t('toPool')}
          </LinkButton>
        }
      />
      {identifier.status !== 'active' && (
        <Alert tone={identifier.status === 'revoked' ? 'warn' : 'info'}>
          <StatusSentence domain="pool" status={identifier.status} />
        </Alert>
      )}
      <Facts identifier={identifier} />
    </Page>
  );
}

async function Facts({ identifier }: { identifier: ResolvedIdentifier }) {
  const t = await getTranslations('market.identifier');
  const locale = await getLocale();
  return (
    <Panel title={t('stands')} footer={t('checked')} className="max-w-3xl">
      <DefinitionList
        items={[
          { term: t('code'), value: <CopyableCode text={identifier.code} /> },
          {
            term: t('official'),
            value: identifier.officialCode ? (
              <CopyableCode text={identifier.officialCode} />
            ) : (
              t('officialPending')
            ),
            definition: t('officialDefinition'),
          },
          { term: t('pool'), value: identifier.poolName },
          { term: t('provider'), value: identifier.providerName },
          { term: t('chip'), value: `${identifier.cards} × ${chipName(identifier.chip)}` },
          { term: t('region'), value: `${placeName(identifier.region, locale)} · ${identifier.region}` },
          { term: t('node'), value: `${inLocale(identifier.node, locale)} · ${identifier.node.code}` },
          { term: t('issued'), value: <Instant at={identifier.issuedAt} shape="date" /> },
          {
            term: t('program'),
            value: (
              <a href={`/api/v1/identifiers/${identifier.code}`} className="link">
                JSON
              </a>
            ),
          },
        ]}
      />
    </Panel>
  );
}
