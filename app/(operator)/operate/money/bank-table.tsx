import { useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { DataTable } from '@/components/data-table/data-table';
import { Instant } from '@/components/instant';
import { ActionForm } from '@/components/ui/action-form';
import { Badge } from '@/components/ui/badge';
import { Code } from '@/components/ui/code';
import { EmptyState } from '@/components/ui/states';
import { SubmitButton } from '@/components/ui/submit-button';
import type { BankWaiting } from '@/lib/services/reconciliation/list-money';
import { bookNotSent, confirmLine, refuseLine } from './actions';
import type { ListedProps } from './listed-props';

type Payment = BankWaiting['payment'];

/** Another operator's booking may be confirmed, one's own only taken back; what the bank won't send is booked as such. */
function Decide({ payment, personId }: { payment: Payment; personId: string | null }) {
  const t = useTranslations('reconciliation.bank');
  const isBooked = payment.bookedByPersonId !== null;
  const mayConfirm = isBooked && payment.bookedByPersonId !== personId;
  const line = payment.externalPaymentId;
  const booking = { paymentId: payment.id, ...(line && { bankLine: line }) };
  return (
    <span className="inline-flex gap-1.5">
      {mayConfirm && (
        <ActionForm
          action={confirmLine}
          hidden={{ ...booking, notSent: line ? 'no' : 'yes' }}
          aria-label={t('confirm')}
        >
          <SubmitButton size="sm">{t('confirm')}</SubmitButton>
        </ActionForm>
      )}
      {isBooked && (
        <ActionForm action={refuseLine} hidden={booking} aria-label={t('take_back')}>
          <SubmitButton size="sm" variant="quiet">
            {t('take_back')}
          </SubmitButton>
        </ActionForm>
      )}
      {!isBooked && payment.kind === 'refund' && (
        <ActionForm action={bookNotSent} hidden={{ paymentId: payment.id }} aria-label={t('end')}>
          <SubmitButton size="sm" variant="quiet">
            {t('end')}
          </SubmitButton>
        </ActionForm>
      )}
    </span>
  );
}

/** Bank transfers that wait: for a second operator, or for their line on the bank's statement. */
export function BankTable({
  rows,
  personId,
  mayBook,
  filtered: _,
  ...table
}: ListedProps<BankWaiting> & { personId: string | null }) {
  const t = useTranslations('reconciliation');
  const bookedAs = ({ externalPaymentId: line, state }: Payment, name: string) => {
    if (line === null) return t('bank.bookedNotSent', { name });
    return t(state === 'failed' ? 'bank.bookedSentAfterAll' : 'bank.booked', { name, line });
  };
  return (
    <DataTable
      caption={t('view.bank')}
      stacked
      rows={rows}
      rowKey={({ payment }) => payment.id}
      empty={<EmptyState title={t('bank.none')}>{t('bank.noneHelp')}</EmptyState>}
      columns={[
        {
          key: 'at',
          header: t('bank.asked'),
          cell: ({ payment }) => <Instant at={payment.eventAt} shape="month-day-time" />,
        },
        { key: 'what', header: t('bank.what'), cell: ({ payment }) => t(`what.${payment.kind}`) },
        {
          key: 'amount',
          header: t('bank.amount'),
          align: 'end',
          cell: ({ payment }) => (
            <Amount
              micros={payment.direction === 'in' ? payment.amountMicros : -payment.amountMicros}
              currency={payment.currency}
              signed
            />
          ),
        },
        {
          key: 'organization',
          header: t('bank.organization'),
          wrap: true,
          wide: true,
          cell: (row) => row.organizationName,
        },
        {
          key: 'reference',
          header: t('bank.reference'),
          cell: ({ payment }) => (payment.reference ? <Code>{payment.reference}</Code> : '—'),
        },
        {
          key: 'state',
          header: t('bank.state'),
          wide: true,
          cell: ({ payment, bookedByName }) =>
            payment.bookedByPersonId ? (
              <Badge tone="active" title={payment.externalPaymentId ?? undefined}>
                {bookedAs(payment, bookedByName ?? '—')}
              </Badge>
            ) : (
              <Badge tone="waiting">{t('bank.waiting')}</Badge>
            ),
        },
        {
          key: 'decide',
          header: t('bank.decide'),
          cell: ({ payment }) => mayBook && <Decide payment={payment} personId={personId} />,
        },
      ]}
      {...table}
    />
  );
}
