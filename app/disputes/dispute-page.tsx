import { notFound } from 'next/navigation';
import { AskForm } from '@/components/disputes/ask-form';
import { DecideForm } from '@/components/disputes/decide-form';
import type { Deciding } from '@/components/disputes/decision-figures';
import { DisputeView } from '@/components/disputes/dispute-view';
import { EndDialog } from '@/components/disputes/end-dialog';
import { StatementForm } from '@/components/disputes/statement-form';
import { RefusedState } from '@/components/ui/states';
import { guardedCtx } from '@/lib/http/context';
import { foundOr404 } from '@/lib/http/found-or-404';
import type { Permission } from '@/lib/identity/permissions';
import { type DisputeDetail, getDispute } from '@/lib/services/disputes/get-dispute';
import { ask, concede, decide, state, withdraw } from './actions';
import type { Door } from './door';

interface Acting {
  readonly detail: DisputeDetail;
  readonly may: (permission: Permission) => boolean;
}

const decidingOf = (detail: DisputeDetail): Deciding => ({
  priceMicros: detail.lease.priceMicros,
  feeBps: detail.feeBps,
  lateTerms: detail.lateTerms,
  counts: detail.counts,
  hasPaidResult: detail.hasPaidResult,
  kind: detail.delivery.kind,
  units: detail.delivery.units,
  currency: detail.currency,
});

/** How a party may end an open dispute itself. */
function Ends({ detail, may }: Acting) {
  const { viewer, dispute, hearing } = detail;
  if (hearing.stage === 'decided') return null;
  const given = { disputeId: dispute.id, deciding: decidingOf(detail) };
  if (viewer === 'buyer' && may('deliveries.accept'))
    return <EndDialog end="withdraw" action={withdraw} {...given} />;
  if (viewer === 'provider' && may('deliveries.report'))
    return <EndDialog end="concede" action={concede} {...given} />;
  return null;
}

/** What the reader may say or decide now. */
function Forms({ detail, may }: Acting) {
  const { viewer, dispute, hearing, said } = detail;
  const disputeId = dispute.id;
  if (hearing.stage === 'decided' || viewer === 'regulator') return null;
  if (viewer === 'operator') {
    if (!may('disputes.decide')) return null;
    return (
      <>
        {hearing.stage === 'decision' && (
          <DecideForm disputeId={disputeId} action={decide} deciding={decidingOf(detail)} />
        )}
        <AskForm key={said.length} disputeId={disputeId} action={ask} />
      </>
    );
  }
  if (hearing.stage !== 'statements' || hearing.rests[viewer] || !may('disputes.state')) return null;
  return <StatementForm key={said.length} disputeId={disputeId} action={state} />;
}

/** One dispute behind a door; a party's page behind its other door isn't there. */
export async function DisputePage({ door, id }: { door: Door; id: string }) {
  const { ctx, allowed } = await guardedCtx(door.permission);
  if (!allowed) return <RefusedState level={1} />;
  const detail = await foundOr404(getDispute(ctx, { disputeId: id }));
  const isOthersDoor =
    detail.viewer !== door.viewer && (detail.viewer === 'buyer' || detail.viewer === 'provider');
  if (isOthersDoor) notFound();
  // The operator reads what a regulator reads behind the regulator's door, and acts behind its own.
  const shown = door.viewer === 'regulator' ? { ...detail, viewer: 'regulator' as const } : detail;
  const acting = { detail: shown, may: (permission: Permission) => ctx.actor.permissions.has(permission) };
  return (
    <DisputeView
      detail={shown}
      listHref={door.path}
      leaseHref={door.leasePath && `${door.leasePath}/${detail.lease.id}`}
      ends={<Ends {...acting} />}
    >
      <Forms {...acting} />
    </DisputeView>
  );
}
