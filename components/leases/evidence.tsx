import { useFormatter, useTranslations } from 'next-intl';
import { Code } from '../ui/code';
import { CopyButton } from '../ui/copy-button';

export interface EvidenceProps {
  evidence: {
    readonly files: readonly { readonly name: string; readonly sha256: string; readonly bytes: number }[];
    readonly metrics: Readonly<Record<string, number | string>>;
    readonly note: string;
  };
}

/** What a provider shows for its units: hashed files, metrics, and a note in its own words. */
export function Evidence({ evidence }: EvidenceProps) {
  const t = useTranslations('leases.evidence');
  const format = useFormatter();
  const { files, metrics, note } = evidence;
  return (
    <div className="flex flex-col gap-3 text-sm">
      <ul className="flex flex-col gap-1.5" aria-label={t('files')}>
        {files.map((file) => (
          <li key={`${file.name}/${file.sha256}`} className="rounded-md bg-sunken px-2.5 py-1.5">
            <div className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span className="font-medium [overflow-wrap:anywhere]">{file.name}</span>
              <span className="text-xs text-muted tabular-nums">
                {t('bytes', { bytes: format.number(file.bytes) })}
              </span>
            </div>
            <div className="flex items-start gap-1 text-xs text-muted">
              <span className="shrink-0">SHA-256</span>
              <Code>{file.sha256}</Code>
              <CopyButton text={file.sha256} />
            </div>
          </li>
        ))}
      </ul>
      {Object.keys(metrics).length > 0 && (
        <dl className="flex flex-wrap gap-x-5 gap-y-1" aria-label={t('metrics')}>
          {Object.entries(metrics).map(([key, value]) => (
            <div key={key} className="flex items-baseline gap-1.5">
              <dt className="text-muted">{key}</dt>
              <dd className="font-medium tabular-nums [overflow-wrap:anywhere]">
                {typeof value === 'number' ? format.number(value, { maximumFractionDigits: 6 }) : value}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {note && <p className="whitespace-pre-line text-muted [overflow-wrap:anywhere]">{note}</p>}
    </div>
  );
}
