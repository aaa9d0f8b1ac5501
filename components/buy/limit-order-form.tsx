'use client';
import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { parseAmount } from '@/lib/core/amount';
import { Amount } from '../amount';
import { Countdown } from '../countdown';
import { currencySymbol } from '../format-amount';
import { ActionForm } from '../ui/action-form';
import type { FormActionFn } from '../ui/action-result';
import { Alert } from '../ui/alert';
import { Panel } from '../ui/card';
import { Field } from '../ui/field';
import { NumberInput } from '../ui/input';
import { SubmitButton } from '../ui/submit-button';
import { BuyAgainBox } from './buy-again-box';

export interface LimitOrderFormProps {
  jobId: string;
  action: FormActionFn;
  currency: string;
  availableMicros: string;
  /** The least the job could cost at the asks in the cards free now, with tax; null where nothing is free for it. */
  leastAtAsksMicros: string | null;
  nextRoundAt: string;
  roundMinutes: number;
}

/** The limit that the address names, where it is an amount. */
function useNamedLimit(): string {
  const named = useSearchParams().get('limit') ?? '';
  return parseAmount(named).ok ? named : '';
}

/** Names a price instead of taking one: what it means, what is set aside, and a warning when it is under every ask. */
export function LimitOrderForm(props: LimitOrderFormProps) {
  const { jobId, action, currency, availableMicros, leastAtAsksMicros, nextRoundAt, roundMinutes } = props;
  const t = useTranslations('buy.limit');
  const [typed, setTyped] = useState(useNamedLimit());
  const limit = parseAmount(typed);
  const micros = limit.ok && limit.value > 0n ? limit.value : null;
  const below = micros !== null && leastAtAsksMicros !== null && micros < BigInt(leastAtAsksMicros);
  const short = micros === null ? 0n : micros - BigInt(availableMicros);
  return (
    <Panel id="limit" title={t('title')} description={t('description')}>
      <ActionForm action={action} hidden={{ jobId }} requestIdField="requestId">
        <Field
          name="limit"
          label={t('amount')}
          required
          hint={
            leastAtAsksMicros === null
              ? t('nothingFree')
              : t.rich('least', { least: () => <Amount micros={leastAtAsksMicros} currency={currency} /> })
          }
        >
          <NumberInput
            prefix={currencySymbol(currency).trim()}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </Field>
        {below && <Alert tone="warn" title={t('belowAsk')} />}
        {short > 0n && (
          <Alert
            tone="warn"
            title={t.rich('short', { short: () => <Amount micros={short} currency={currency} /> })}
          >
            <Link href="/buy/wallet" className="text-accent underline">
              {t('toWallet')}
            </Link>
          </Alert>
        )}
        <ul className="flex list-disc flex-col gap-1 pl-5 text-xs text-muted">
          <li>{t('held')}</li>
          <li>{t('rounds', { minutes: roundMinutes })}</li>
          <li>{t('price')}</li>
        </ul>
        <BuyAgainBox />
        <div className="flex flex-wrap items-center justify-between gap-3">
          <span className="text-xs text-muted">
            {t.rich('nextRound', {
              left: () => <Countdown until={nextRoundAt} endedLabel={t('roundDue')} />,
            })}
          </span>
          <SubmitButton variant="secondary">{t('submit')}</SubmitButton>
        </div>
      </ActionForm>
    </Panel>
  );
}
