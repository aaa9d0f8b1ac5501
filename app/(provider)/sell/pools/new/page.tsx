import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { PoolForm } from '@/components/supply/pool-form';
import { Page, PageHeader } from '@/components/ui/page-header';
import { RefusedState } from '@/components/ui/states';
import { guardedCtx } from '@/lib/http/context';
import { getListingTerms } from '@/lib/services/supply/get-listing-terms';
import { NotAdmitted } from '../../not-admitted';
import { list } from '../actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('supply.new'))('title') };
}

export default async function NewPoolPage() {
  const { ctx, allowed } = await guardedCtx('pools.manage');
  if (!allowed) return <RefusedState level={1} />;
  const status = ctx.actor.organizationStatus;
  const t = await getTranslations('supply.new');
  const chinese = (await getLocale()) === 'zh';
  const terms = await getListingTerms(ctx);
  return (
    <Page>
      <PageHeader
        title={t('title')}
        description={t('description')}
        back={{ href: '/sell/pools', label: t('back') }}
      />
      {status === 'admitted' ? (
        <PoolForm
          action={list}
          nodes={terms.nodes.map((node) => ({
            code: node.code,
            kind: node.kind,
            name: chinese ? node.nameZh : node.nameEn,
            region: node.region,
          }))}
          currency={terms.currency}
          feeBps={terms.feeBps}
          startGraceMinutes={terms.startGraceMinutes}
          horizonDays={Math.floor(terms.horizonHours / 24)}
        />
      ) : (
        <NotAdmitted status={status} />
      )}
    </Page>
  );
}
