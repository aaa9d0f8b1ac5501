import { useTranslations } from 'next-intl';
import type { Side } from '@/lib/ledger/event-kinds';
import type { LineShown } from './line-shown';

/** What a ledger line is about, as a sentence with the job, its label and the pool. */
export function LineWords({ line, side }: { line: LineShown; side: Side }) {
  const t = useTranslations('statements');
  const channel = line.channel ?? 'unknown';
  const key = `line.${line.recipe}.${side}`;
  const because = line.because ?? line.outcome;
  const words = t.has(key)
    ? t(key, {
        job: line.jobName ?? '—',
        pool: line.poolName ?? '—',
        channel: t.has(`channel.${channel}`) ? t(`channel.${channel}`) : channel,
      })
    : line.recipe;
  return (
    <span
      title={t('statement.entry', { version: line.version.toString(), posting: line.postingId })}
      className="block sm:min-w-56 [overflow-wrap:anywhere]"
    >
      {words}
      {because && (
        <span className="text-muted">
          {' '}
          ({t.has(`because.${because}`) ? t(`because.${because}`) : because})
        </span>
      )}
      {line.label && <span className="text-muted"> · {line.label}</span>}
    </span>
  );
}
