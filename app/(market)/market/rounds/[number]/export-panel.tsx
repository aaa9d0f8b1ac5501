import { useTranslations } from 'next-intl';
import { Instant } from '@/components/instant';
import { ExportButtons } from '@/components/market/export-button';
import type { VerifyReportShown } from '@/components/market/verify-round';
import { VerifyRound } from '@/components/market/verify-round';
import { Panel } from '@/components/ui/card';
import { CodeBlock } from '@/components/ui/code';
import type { StudyShown } from '@/components/use-study';
import { KEPT_BOOK_DAYS } from '@/lib/market/book-retention';

interface ExportPanelProps {
  number: number;
  /** Book and outcome are still kept. */
  isKept: boolean;
  /** The reader gets it in full, at once. */
  full: boolean;
  opensAt: Date;
  now: Date;
  verification: StudyShown<VerifyReportShown> | null;
}

/** Verifying a round: on the server at once, and by oneself with book and outcome (M-14, M-20). */
export function ExportPanel({ number, isKept, full, opensAt, now, verification }: ExportPanelProps) {
  const t = useTranslations('market.rounds');
  if (!isKept)
    return (
      <Panel title={t('verify')}>
        <p className="text-sm">{t('bookRemovedText')}</p>
      </Panel>
    );
  return (
    <Panel title={t('verify')} id="verify">
      <div className="flex flex-col gap-4">
        <VerifyRound number={number} initial={verification} />
        <section className="flex flex-col gap-2 border-t border-line pt-3">
          <h3 className="text-sm font-semibold">{t('verifyYourself')}</h3>
          <p className="text-xs text-muted">
            {full ? t('exportFull') : t('exportCodes')} {t('keptFor', { days: KEPT_BOOK_DAYS })}
          </p>
          <Files number={number} opensAt={full || now >= opensAt ? null : opensAt} />
        </section>
      </div>
    </Panel>
  );
}

function Files({ number, opensAt }: { number: number; opensAt: Date | null }) {
  const t = useTranslations('market.rounds');
  if (opensAt)
    return (
      <p className="text-sm">{t.rich('exportOpens', { at: () => <Instant at={opensAt} withZone /> })}</p>
    );
  const files = (['book', 'outcome'] as const).map((part) => ({
    href: `/api/v1/rounds/${number}/${part}`,
    fileName: `round-${number}-${part}.json`,
    label: t(`export.${part}`),
  }));
  return (
    <>
      <ExportButtons files={files} />
      <CodeBlock>{`npm run -s clear -- verify round-${number}-book.json round-${number}-outcome.json`}</CodeBlock>
    </>
  );
}
