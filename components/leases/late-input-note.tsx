import { useTranslations } from 'next-intl';
import type { DeliveryKind } from '@/lib/settlement/delivery';
import { Instant } from '../instant';
import { Tag } from '../ui/badge';

/** Says beside a delivery that it is hours lost to late input and no result (S-9). */
export function KindTag({ kind }: { kind: DeliveryKind }) {
  const t = useTranslations('counting.lateInput');
  return kind === 'late_input' ? <Tag>{t('kind')}</Tag> : null;
}

/** What was missing, in the provider's words, with what the claim is. */
export function LateInputNote({ note }: { note: string }) {
  const t = useTranslations('counting.lateInput');
  return (
    <div className="mt-1.5 flex flex-col gap-1 text-sm">
      <p className="max-w-prose text-xs text-muted">{t('kindSentence')}</p>
      <blockquote className="border-l-2 border-line-strong pl-3 whitespace-pre-line [overflow-wrap:anywhere]">
        {note}
      </blockquote>
    </div>
  );
}

/** Which file of a report was loaded as its milestone's checkpoint; nothing where none is named (S-7). */
export function CheckpointLine({
  checkpoint,
}: {
  checkpoint: { readonly file: string; readonly loadedAt: string } | undefined;
}) {
  const t = useTranslations('counting.milestones');
  if (!checkpoint) return null;
  return (
    <p className="text-xs text-muted">
      {t.rich('checkpoint', {
        file: () => <span className="font-medium text-ink [overflow-wrap:anywhere]">{checkpoint.file}</span>,
        at: () => <Instant at={checkpoint.loadedAt} withZone />,
      })}
    </p>
  );
}
