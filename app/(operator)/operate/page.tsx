import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LiveBadge } from '@/components/market/live-badge';
import { RoundsTable } from '@/components/market/rounds-table';
import { RefusedPage } from '@/components/operate/refused-page';
import { LinkButton } from '@/components/ui/button';
import { Panel } from '@/components/ui/card';
import { Page, PageHeader } from '@/components/ui/page-header';
import { guardedCtx } from '@/lib/http/context';
import { getOperations } from '@/lib/services/market/get-operations';
import { AdvanceForm } from './advance-form';
import { AttemptsPanel } from './attempts-panel';
import { ClearNow } from './clear-now';
import { OperateFigures } from './operate-figures';
import { QueuePanel } from './queue-panel';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('operate'))('title') };
}

export default async function OperatePage() {
  const { ctx, allowed } = await guardedCtx('operate.view');
  const t = await getTranslations('operate');
  if (!allowed) return <RefusedPage title={t('title')} />;
  const state = await getOperations(ctx);
  const { permissions } = ctx.actor;
  return (
    <Page>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          <>
            <LiveBadge />
            {permissions.has('rounds.clear') && <ClearNow />}
          </>
        }
      />
      <OperateFigures state={state} />
      {state.clock.mode === 'manual' && permissions.has('clock.advance') && <AdvanceForm />}
      <Panel
        title={t('lastRounds')}
        className="overflow-hidden"
        flush
        actions={
          <LinkButton href="/market/rounds" variant="quiet" size="sm">
            {t('allRounds')}
          </LinkButton>
        }
      >
        <RoundsTable rows={state.rounds} currency={state.currency} />
      </Panel>
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <QueuePanel operations={state.operations} />
        <AttemptsPanel attempts={state.attempts} />
      </div>
    </Page>
  );
}
