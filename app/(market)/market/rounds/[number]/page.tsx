import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { wireOf } from '@/app/wire-of';
import { Instant } from '@/components/instant';
import { RoundReading } from '@/components/market/round-reading';
import { LinkButton } from '@/components/ui/button';
import { Panel } from '@/components/ui/card';
import { Page, PageHeader } from '@/components/ui/page-header';
import { studyDesk } from '@/lib/adapters/study-thread';
import { pageCtx } from '@/lib/http/context';
import { foundOr404 } from '@/lib/http/found-or-404';
import { getRound } from '@/lib/services/rounds/get-round';
import { findVerification } from '@/lib/services/rounds/verify-round';
import { AttemptsPanel } from './attempts-panel';
import { BookPanel } from './book-panel';
import { ExportPanel } from './export-panel';
import { RoundFigures } from './round-figures';
import { RoundPools } from './round-pools';
import { RoundPrices } from './round-prices';

interface RoundPageProps {
  params: Promise<{ number: string }>;
}

export async function generateMetadata({ params }: RoundPageProps): Promise<Metadata> {
  return {
    title: (await getTranslations('market.rounds'))('roundNumber', { number: (await params).number }),
  };
}

export default async function RoundPage({ params }: RoundPageProps) {
  const ctx = await pageCtx();
  const detail = await foundOr404(getRound(ctx, { number: (await params).number }));
  const t = await getTranslations('market.rounds');
  const { round, currency, previousNumber, nextNumber } = detail;
  const verification = findVerification(ctx, { number: round.number }, studyDesk());
  const step = (number: number | null, label: string, icon: React.ReactNode) =>
    number !== null && (
      <LinkButton href={`/market/rounds/${number}`} size="sm" aria-label={label}>
        {icon}
      </LinkButton>
    );
  return (
    <Page>
      <PageHeader
        back={{ href: '/market/rounds', label: t('title') }}
        title={t('roundNumber', { number: round.number })}
        description={
          <>
            <Instant at={round.eventAt} shape="seconds" withZone /> · {t(`byLong.${round.startedBy}`)} ·{' '}
            {round.engine}
          </>
        }
        actions={
          <>
            {step(previousNumber, t('previous'), <ChevronLeft aria-hidden />)}
            {step(nextNumber, t('next'), <ChevronRight aria-hidden />)}
          </>
        }
      />
      <RoundFigures detail={detail} />
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <Panel title={t('reading.title')} description={t('reading.description')}>
          <RoundReading round={round} currency={currency} />
        </Panel>
        <div className="flex min-w-0 flex-col gap-4">
          <BookPanel detail={detail} />
          <ExportPanel
            number={round.number}
            isKept={detail.book !== null}
            {...detail.files}
            now={ctx.now}
            verification={wireOf(verification)}
          />
        </div>
      </div>
      <RoundPools pools={detail.pools} currency={currency} />
      <RoundPrices detail={detail} />
      {detail.attempts && <AttemptsPanel attempts={detail.attempts} />}
    </Page>
  );
}
