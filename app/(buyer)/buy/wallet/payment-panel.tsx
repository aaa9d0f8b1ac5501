import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { Instant } from '@/components/instant';
import { StatusBadge } from '@/components/status-badge';
import { ActionForm } from '@/components/ui/action-form';
import { buttonClass } from '@/components/ui/button';
import { CopyableCode } from '@/components/ui/copy-button';
import { type Definition, DefinitionList } from '@/components/ui/definition-list';
import { SidePanel } from '@/components/ui/side-panel';
import { SubmitButton } from '@/components/ui/submit-button';
import { BankInstructions } from '@/components/wallet/bank-instructions';
import type { PaymentDetail } from '@/lib/services/wallet/get-payment';
import { askChannel, callOff } from './actions';
import { channelWords } from './channel-words';
import { NextStep } from './payments-list';

const href = (paymentId: string) => `/buy/wallet?payment=${paymentId}`;

/** The instants and names of a payment that people ask for. */
function useFacts(payment: PaymentDetail): readonly Definition[] {
  const t = useTranslations('money.detail');
  const words = useTranslations('money');
  const at = (instant: Date | null) => (instant ? <Instant at={instant} /> : null);
  const { finalAt, kind, state, currency } = payment;
  const succeededTopUp = kind === 'top_up' && state === 'succeeded';
  return [
    { term: t('channel'), value: channelWords(words, payment) },
    { term: t('asked'), value: at(payment.eventAt) },
    { term: t('settled'), value: at(payment.settledAt) },
    { term: t('attempts'), value: state === 'pending' && payment.attempts > 0 ? payment.attempts : null },
    {
      term: t('next'),
      value: state === 'pending' && payment.attempts > 0 ? at(payment.nextAttemptAt) : null,
    },
    {
      term: t('final'),
      value: succeededTopUp ? at(finalAt) : null,
      definition: t('finalDefinition'),
    },
    { term: t('returnableUntil'), value: succeededTopUp ? at(payment.returnableUntil) : null },
    {
      term: t('returned'),
      value:
        payment.returnedMicros > 0n ? <Amount micros={payment.returnedMicros} currency={currency} /> : null,
    },
    {
      term: t('source'),
      value: payment.sourcePaymentId ? (
        <Link href={href(payment.sourcePaymentId)} scroll={false} className="text-accent underline">
          {words('payments.kind.top_up')}
        </Link>
      ) : null,
    },
    { term: t('reference'), value: payment.status === 'awaits_transfer' ? null : payment.reference },
    { term: t('id'), value: <CopyableCode text={payment.id} shown={`…${payment.id.slice(-8)}`} /> },
  ].filter((item) => item.value !== null);
}

/** What went back of a top-up, by our refunds and by the payer's bank. */
function GoneBack({ payment }: { payment: PaymentDetail }) {
  const t = useTranslations('money.detail');
  const { currency, refunds, chargebacks } = payment;
  return (
    <>
      {refunds.length > 0 && (
        <section>
          <h3 className="mb-1 font-medium">{t('refunds')}</h3>
          <ul>
            {refunds.map((refund) => (
              <li key={refund.id} className="flex flex-wrap items-baseline gap-x-3 py-1">
                <Link href={href(refund.id)} scroll={false} className="text-accent underline">
                  <Instant at={refund.eventAt} />
                </Link>
                <Amount micros={refund.amountMicros} currency={currency} className="ml-auto" />
                <StatusBadge domain="payment" status={refund.status} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {chargebacks.length > 0 && (
        <section>
          <h3 className="mb-1 font-medium">{t('chargebacks')}</h3>
          <ul>
            {chargebacks.map((one) => (
              <li key={one.id} className="flex flex-wrap items-baseline gap-x-3 py-1">
                <Instant at={one.eventAt} />
                <Amount micros={one.amountMicros} currency={currency} className="ml-auto" />
                <span className="text-muted">{t(`chargeback.${one.state}`)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** What may be done with a payment that is under way: pay on, ask again, call off. */
function Acts({ payment }: { payment: PaymentDetail }) {
  const t = useTranslations('money');
  const { id, status, payUrl, channel, kind } = payment;
  const asks =
    channel !== 'bank' && (status === 'unanswered' || status === 'to_pay' || status === 'processing');
  return (
    <div className="flex flex-wrap gap-2 empty:hidden">
      {status === 'to_pay' && payUrl && (
        <a href={payUrl} className={buttonClass('primary')}>
          {t('payments.continue')}
        </a>
      )}
      {asks && (
        <ActionForm action={askChannel} hidden={{ paymentId: id }}>
          <SubmitButton variant="secondary">{t('detail.lookAgain')}</SubmitButton>
        </ActionForm>
      )}
      {status === 'awaits_transfer' && kind === 'top_up' && (
        <ActionForm action={callOff} hidden={{ paymentId: id }}>
          <SubmitButton variant="secondary">{t('bank.cancel')}</SubmitButton>
        </ActionForm>
      )}
    </div>
  );
}

export interface PaymentPanelProps {
  payment: PaymentDetail;
  account: { readonly holder: string; readonly bank: string; readonly number: string } | null;
  closeHref: string;
  mayAct: boolean;
}

/** One payment: how it stands, what happens next, and how to send a transfer. */
export function PaymentPanel({ payment, account, closeHref, mayAct }: PaymentPanelProps) {
  const t = useTranslations('money');
  const facts = useFacts(payment);
  const { amountMicros, currency, reference } = payment;
  return (
    <SidePanel
      title={
        <>
          {t(`payments.kind.${payment.kind}`)} <Amount micros={amountMicros} currency={currency} />
        </>
      }
      status={<StatusBadge domain="payment" status={payment.status} outline />}
      closeHref={closeHref}
    >
      <div className="flex flex-col gap-4">
        {payment.status === 'awaits_transfer' && reference ? (
          <BankInstructions account={account} {...{ amountMicros, currency, reference }} />
        ) : (
          <p className="empty:hidden">
            <NextStep payment={payment} />
          </p>
        )}
        {mayAct && <Acts payment={payment} />}
        <DefinitionList items={facts} />
        <GoneBack payment={payment} />
      </div>
    </SidePanel>
  );
}
