import { useFormatter, useTranslations } from 'next-intl';
import { CopyableCode } from '@/components/ui/copy-button';
import { DefinitionList } from '@/components/ui/definition-list';
import type { DisputeDetail } from '@/lib/services/oversight/list-disputes';

/** What the provider reported: units, files with their hashes, metrics and note. */
export function Evidence({ delivery }: { delivery: DisputeDetail['delivery'] }) {
  const t = useTranslations('operate.disputes');
  const format = useFormatter();
  const { files, metrics, note } = delivery.evidence;
  return (
    <section>
      <h3 className="text-sm font-semibold">
        {t('delivery', { number: delivery.sequence, units: format.number(delivery.units) })}
      </h3>
      {note && <p className="mt-1 whitespace-pre-line">{note}</p>}
      <ul className="mt-2 flex flex-col gap-1.5">
        {files.map((file) => (
          <li key={file.sha256 + file.name}>
            <span className="font-medium [overflow-wrap:anywhere]">{file.name}</span>{' '}
            <span className="text-xs text-muted">
              {format.number(file.bytes / 1e6, { maximumFractionDigits: 1 })} MB
            </span>
            <div className="text-xs text-muted">
              SHA-256 <CopyableCode text={file.sha256} shown={`${file.sha256.slice(0, 16)}…`} />
            </div>
          </li>
        ))}
      </ul>
      {Object.keys(metrics).length > 0 && (
        <DefinitionList
          numeric
          items={Object.entries(metrics).map(([term, value]) => ({
            term,
            value: typeof value === 'number' ? format.number(value, { maximumFractionDigits: 6 }) : value,
          }))}
        />
      )}
    </section>
  );
}
