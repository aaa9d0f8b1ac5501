'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { amountText, parseAmount } from '@/lib/core/amount';
import { splitWithdrawal, type Withdrawable, withdrawalRoom } from '@/lib/ledger/withdrawal';
import { Amount } from '../amount';
import { currencySymbol } from '../format-amount';
import { Instant } from '../instant';
import { ActionForm } from '../ui/action-form';
import type { FormActionFn } from '../ui/action-result';
import { Alert } from '../ui/alert';
import { Button } from '../ui/button';
import { Dialog, DialogCancel, FormActions } from '../ui/dialog';
import { Field } from '../ui/field';
import { NumberInput } from '../ui/input';
import { SubmitButton } from '../ui/submit-button';

export interface WithdrawDialogProps {
  action: FormActionFn;
  currency: string;
  /** Available money, and where it may go back to. */
  withdrawable: Withdrawable;
  /** While something is owed, nothing goes out. */
  owes: boolean;
  /** The market's now, by which sources stop taking money back. */
  now: Date;
}

/** Asks how much is to be withdrawn, and shows which payments it goes back to before anything is sent (L-7). */
export function WithdrawDialog(props: WithdrawDialogProps) {
  const { action, currency, withdrawable, owes, now } = props;
  const mostMicros = owes ? 0n : withdrawalRoom(withdrawable, now).mostMicros;
  const t = useTranslations('money.withdraw');
  const [amount, setAmount] = useState('');
  const money = (micros: bigint) => () => <Amount micros={micros} currency={currency} />;
  return (
    <Dialog trigger={<Button>{t('open')}</Button>} title={t('title')} description={t('description')}>
      {mostMicros === 0n ? (
        <div className="grid gap-2">
          <Alert>{t('nothing')}</Alert>
          {!owes && <WhyLess {...props} />}
        </div>
      ) : (
        <ActionForm action={action} requestIdField="requestId">
          <Field
            name="amount"
            label={t('amount')}
            required
            hint={t.rich('hint', {
              available: money(withdrawable.availableMicros),
              returnable: money(mostMicros),
            })}
          >
            <NumberInput
              prefix={currencySymbol(currency).trim()}
              value={amount}
              onChange={(event) => setAmount(event.target.value)}
            />
          </Field>
          <Button
            variant="quiet"
            size="sm"
            className="-mt-2"
            onClick={() => setAmount(amountText(mostMicros))}
          >
            {t('all')}
          </Button>
          <WhyLess {...props} />
          <WithdrawalSplit {...props} amount={amount} mostMicros={mostMicros} />
          <FormActions>
            <DialogCancel />
            <SubmitButton>{t('submit')}</SubmitButton>
          </FormActions>
        </ActionForm>
      )}
    </Dialog>
  );
}

/** What of the available money can't go back now, or not wherever one likes, and why (L-6, L-7). */
function WhyLess({ withdrawable, now, currency }: WithdrawDialogProps) {
  const t = useTranslations('money.withdraw.why');
  const { mostMicros, contestedMicros, notFinalMicros } = withdrawalRoom(withdrawable, now);
  const restMicros = withdrawable.availableMicros - contestedMicros - mostMicros;
  const reasons = [
    ['contested', contestedMicros],
    ['notFinal', notFinalMicros],
    ['rest', restMicros],
  ] as const;
  const said = reasons.filter(([, micros]) => micros > 0n);
  if (said.length === 0) return null;
  return (
    <ul className="grid gap-1 text-xs text-muted">
      {said.map(([why, micros]) => (
        <li key={why}>{t.rich(why, { amount: () => <Amount micros={micros} currency={currency} /> })}</li>
      ))}
    </ul>
  );
}

/** Where an amount would go back to, part by part. */
function WithdrawalSplit({
  amount,
  withdrawable,
  now,
  currency,
  mostMicros,
}: WithdrawDialogProps & { amount: string; mostMicros: bigint }) {
  const t = useTranslations('money');
  const parsed = parseAmount(amount);
  if (!parsed.ok || parsed.value <= 0n) return null;
  const money = (micros: bigint) => () => (
    <Amount micros={micros} currency={currency} className="font-medium" />
  );
  const parts = splitWithdrawal(parsed.value, withdrawable, now);
  if (!parts.ok || parsed.value > mostMicros)
    return <Alert tone="warn">{t.rich('withdraw.tooMuch', { most: money(mostMicros) })}</Alert>;
  return (
    <div className="rounded-md bg-sunken px-3 py-2 text-sm" role="status">
      <p className="text-xs text-muted">{t('withdraw.split', { parts: parts.value.length })}</p>
      <ul>
        {parts.value.map((part) => (
          <li key={part.paymentId}>
            {t.rich('withdraw.part', {
              amount: money(part.amountMicros),
              to: () =>
                t(
                  part.method && t.has(`method.${part.method}`)
                    ? `method.${part.method}`
                    : `channel.${part.channel}`,
                ),
              on: () => (
                <Instant
                  at={withdrawable.topUps.find((one) => one.paymentId === part.paymentId)?.paidAt ?? now}
                />
              ),
            })}
          </li>
        ))}
      </ul>
      {[...new Set(parts.value.map(({ channel }) => channel))].map((channel) => (
        <p key={channel} className="mt-1 text-xs text-muted">
          {t(`withdraw.days.${channel}`)}
        </p>
      ))}
    </div>
  );
}
