import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { RefusedPage } from '@/components/operate/refused-page';
import { RoundLengthPanel } from '@/components/operate/round-length-panel';
import { Alert } from '@/components/ui/alert';
import { Panel } from '@/components/ui/card';
import { Page, PageHeader } from '@/components/ui/page-header';
import { MARKET_TIME_ZONE } from '@/lib/adapters/locale';
import { hourOf, localHour } from '@/lib/core/hours';
import { guardedCtx } from '@/lib/http/context';
import { TERMS_NOTICE_HOURS } from '@/lib/market/terms';
import { listTerms } from '@/lib/services/market/change-terms';
import { roundLengthTable } from '@/lib/simulation/round-length';
import { TermsForm } from './terms-form';
import { TermsTable } from './terms-table';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('operate.terms'))('title') };
}

/** The first hour that keeps the notice, as a date-time field writes it on the market's clock. */
function soonestLocal(now: Date): string {
  const { date, hourOfDay } = localHour(hourOf(now) + 1 + TERMS_NOTICE_HOURS, MARKET_TIME_ZONE);
  return `${date}T${String(hourOfDay).padStart(2, '0')}:00`;
}

export default async function TermsPage() {
  const { ctx, allowed } = await guardedCtx('operate.view');
  const t = await getTranslations('operate.terms');
  if (!allowed) return <RefusedPage title={t('title')} />;
  const { versions, current, currency } = await listTerms(ctx);
  const [latest] = versions;
  const pending = latest && latest.version !== current.version;
  return (
    <Page>
      <PageHeader title={t('title')} description={t('description', { hours: TERMS_NOTICE_HOURS })} />
      {pending && <Alert>{t('pending', { version: latest.version })}</Alert>}
      <Panel title={t('versions')} flush>
        <TermsTable versions={versions} currentVersion={current.version} currency={currency} />
      </Panel>
      {latest && ctx.actor.permissions.has('terms.change') && (
        <Panel title={t('change')} description={t('changeDescription', { version: latest.version })}>
          <TermsForm latest={latest} currency={currency} soonest={soonestLocal(ctx.now)} />
        </Panel>
      )}
      <RoundLengthPanel table={roundLengthTable} />
    </Page>
  );
}
