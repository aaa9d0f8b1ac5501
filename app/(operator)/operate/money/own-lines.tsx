import { useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { DataTable } from '@/components/data-table/data-table';
import { Instant } from '@/components/instant';
import { ActionForm } from '@/components/ui/action-form';
import { Panel } from '@/components/ui/card';
import { Code } from '@/components/ui/code';
import { SubmitButton } from '@/components/ui/submit-button';
import { bookingSeen } from '@/lib/services/reconciliation/bank-lines';
import type { OwnLineWaiting } from '@/lib/services/reconciliation/list-money';
import { decideOwn } from './actions';

interface OwnLinesProps {
  lines: readonly OwnLineWaiting[];
  personId: string | null;
  mayBook: boolean;
}

/** What a line is: a payout's or refund's line here is one that came back. */
const whatOf = ({ kind, paymentId }: OwnLineWaiting): string => {
  if (paymentId === null) return kind;
  return kind === 'refund' ? 'refund_returned' : 'payout_returned';
};

/** Lines of our own bank that one operator booked: another confirms them, or the booking is taken back. */
export function OwnLines({ lines, personId, mayBook }: OwnLinesProps) {
  const t = useTranslations('reconciliation');
  if (lines.length === 0) return null;
  const decide = (line: OwnLineWaiting, decision: 'confirm' | 'take_back') => (
    <ActionForm
      action={decideOwn}
      hidden={{ movementId: line.id, decision, seen: bookingSeen(line) }}
      aria-label={t(`bank.${decision}`)}
    >
      <SubmitButton size="sm" variant={decision === 'confirm' ? 'primary' : 'quiet'}>
        {t(`bank.${decision}`)}
      </SubmitButton>
    </ActionForm>
  );
  return (
    <Panel title={t('ownLines.title')} description={t('ownLines.description')} flush>
      <DataTable
        caption={t('ownLines.title')}
        stacked
        rows={lines}
        rowKey={(line) => line.id}
        columns={[
          {
            key: 'at',
            header: t('ownLines.booked'),
            cell: (line) => <Instant at={line.eventAt} shape="month-day-time" />,
          },
          { key: 'what', header: t('ownLines.what'), cell: (line) => t(`what.${whatOf(line)}`) },
          {
            key: 'organization',
            header: t('ownLines.organization'),
            wrap: true,
            cell: (line) => line.organizationName ?? '—',
          },
          {
            key: 'amount',
            header: t('ownLines.amount'),
            align: 'end',
            cell: (line) => (
              <Amount micros={line.amountMicros - line.feeMicros} currency={line.currency} signed />
            ),
          },
          {
            key: 'line',
            header: t('ownLines.line'),
            cell: (line) => <Code>{line.id.replace(/^bank:/, '')}</Code>,
          },
          { key: 'by', header: t('ownLines.by'), cell: (line) => line.bookedByName ?? '—' },
          {
            key: 'decide',
            header: t('bank.decide'),
            cell: (line) =>
              mayBook && (
                <span className="inline-flex gap-1.5">
                  {line.explainedByPersonId !== personId && decide(line, 'confirm')}
                  {decide(line, 'take_back')}
                </span>
              ),
          },
        ]}
      />
    </Panel>
  );
}
