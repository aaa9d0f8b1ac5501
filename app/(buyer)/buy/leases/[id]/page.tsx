import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { wireOf } from '@/app/wire-of';
import { guardedCtx } from '@/lib/http/context';
import { findLeaseEvidence } from '@/lib/services/evidence/find-lease-evidence';
import { getLease } from '@/lib/services/leases/get-lease';
import { getBuyingTerms } from '@/lib/services/orders/get-buying-terms';
import { acceptUnits, inputReady, leave, rejectUnits } from '../../actions';
import { Refused } from '../../guard';
import { orMissing } from '../../or-missing';
import { LeaseView } from './lease-view';

type Props = { params: Promise<{ id: string }> };

const load = cache(async (leaseId: string) => {
  const { ctx, allowed } = await guardedCtx('leases.view');
  if (!allowed || !ctx.actor.permissions.has('jobs.view')) return null;
  const [lease, terms, measured] = await Promise.all([
    orMissing(getLease(ctx, { leaseId })),
    getBuyingTerms(ctx),
    findLeaseEvidence(ctx, { leaseId }),
  ]);
  return { lease, terms, measured, mayAnswer: ctx.actor.permissions.has('deliveries.accept') };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await load((await params).id);
  const t = await getTranslations('buy.lease');
  return { title: found ? t('title', { pool: found.lease.pool.name }) : undefined };
}

export default async function LeasePage({ params }: Props) {
  const t = await getTranslations('buy.leases');
  const found = await load((await params).id);
  if (!found) return <Refused title={t('title')} />;
  return (
    <LeaseView
      initial={wireOf(found.lease)}
      measured={found.measured}
      currency={found.terms.currency}
      mayAnswer={found.mayAnswer && found.lease.side === 'buyer'}
      actions={{ accept: acceptUnits, reject: rejectUnits, leave, inputReady }}
    />
  );
}
