import { useTranslations } from 'next-intl';
import { Instant } from '@/components/instant';
import { ExportButtons } from '@/components/market/export-button';
import { Panel } from '@/components/ui/card';
import { CodeBlock } from '@/components/ui/code';

interface ExportPanelProps {
  number: number;
  /** The reader gets it in full, at once. */
  full: boolean;
  opensAt: Date;
  now: Date;
}

/** Book and outcome for whoever may see them, and how to verify them (M-14, M-20). */
export function ExportPanel({ number, full, opensAt, now }: ExportPanelProps) {
  const t = useTranslations('market.rounds');
  const closed = !full && now < opensAt;
  const files = (['book', 'outcome'] as const).map((part) => ({
    href: `/api/v1/rounds/${number}/${part}`,
    fileName: `round-${number}-${part}.json`,
    label: t(`export.${part}`),
  }));
  return (
    <Panel title={t('verify')} description={full ? t('exportFull') : t('exportCodes')}>
      {closed ? (
        <p className="text-sm">{t.rich('exportOpens', { at: () => <Instant at={opensAt} withZone /> })}</p>
      ) : (
        <div className="flex flex-col gap-3">
          <ExportButtons files={files} />
          <CodeBlock>{`npm run -s clear -- verify round-${number}-book.json round-${number}-outcome.json`}</CodeBlock>
        </div>
      )}
    </Panel>
  );
}
