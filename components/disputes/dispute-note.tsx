import { clsx } from 'clsx';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Amount } from '../amount';
import { StatusBadge } from '../status-badge';
import { disputeStatus } from './dispute-shown';
import { reasonText } from './timeline';

/** A dispute on its lease's page, also as JSON carried it. */
export interface DisputeNoteShown {
  readonly id: string;
  readonly disputedMicros: bigint | string;
  readonly reason: string;
  readonly statement: string;
  readonly state: string;
  readonly outcome: string | null;
  readonly decidedBy: string | null;
  readonly decisionNote: string | null;
}

export interface DisputeNoteProps {
  dispute: DisputeNoteShown;
  currency: string;
  /** Where this side's disputes stand: `/buy/disputes`. */
  path: string;
}

/** Why units were rejected, what is frozen, how it ended, and the way to everything that was said. */
export function DisputeNote({ dispute, currency, path }: DisputeNoteProps) {
  const t = useTranslations('disputes');
  const open = dispute.state === 'open';
  return (
    <div
      className={clsx(
        'mt-2 flex flex-col gap-1 rounded-md border px-3 py-2 text-sm',
        open ? 'border-warn/35 bg-warn-soft' : 'border-line bg-sunken',
      )}
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-medium">{reasonText(t, dispute.reason)}</span>
        <StatusBadge domain="dispute" status={disputeStatus(dispute)} />
      </div>
      <p className="whitespace-pre-line [overflow-wrap:anywhere]">{dispute.statement}</p>
      <p className="text-xs text-muted">
        {t.rich(open ? 'note.frozen' : 'note.was', {
          amount: () => <Amount micros={dispute.disputedMicros} currency={currency} />,
        })}
      </p>
      {dispute.decisionNote && (
        <p className="text-muted [overflow-wrap:anywhere]">
          {t('note.decision', { note: dispute.decisionNote })}
        </p>
      )}
      <Link href={`${path}/${dispute.id}`} className="link self-start">
        {t('note.open')}
      </Link>
    </div>
  );
}
