'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Amount } from '../amount';
import { Countdown } from '../countdown';
import { ActionForm } from '../ui/action-form';
import type { FormActionFn } from '../ui/action-result';
import { Alert } from '../ui/alert';
import { Button } from '../ui/button';
import { Dialog, DialogCancel, FormActions } from '../ui/dialog';
import { SubmitButton } from '../ui/submit-button';
import { BuyAgainBox } from './buy-again-box';
import type { QuoteShown } from './shown';

export interface AcceptDialogProps {
  quote: QuoteShown;
  currency: string;
  availableMicros: string;
  acceptanceWindowHours: number;
  action: FormActionFn;
  disabled: boolean;
}

/** Asks once more before a quote becomes an order: what it costs at most, and what happens if something fails. */
export function AcceptDialog({
  quote,
  currency,
  availableMicros,
  acceptanceWindowHours,
  action,
  disabled,
}: AcceptDialogProps) {
  const t = useTranslations('buy.accept');
  const short = BigInt(quote.totalMicros) - BigInt(availableMicros);
  const total = <Amount micros={quote.totalMicros} currency={currency} className="font-semibold" />;
  return (
    <Dialog
      trigger={
        <Button variant="primary" disabled={disabled} className="w-full">
          <span>
            {t.rich('button', { total: () => <Amount micros={quote.totalMicros} currency={currency} /> })}
          </span>
        </Button>
      }
      title={t('title')}
      description={t.rich('expires', { left: () => <Countdown until={quote.expiresAt} /> })}
    >
      <ActionForm action={action} hidden={{ quoteId: quote.id }} requestIdField="requestId">
        <p className="text-base">{t.rich('total', { total: () => total })}</p>
        <ul className="flex list-disc flex-col gap-1.5 pl-5 text-sm text-muted">
          <li>{t('held')}</li>
          <li>{t('gone')}</li>
          <li>{t('failed')}</li>
          <li>{t('silence', { hours: acceptanceWindowHours })}</li>
        </ul>
        <BuyAgainBox />
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
        <FormActions>
          <DialogCancel />
          <SubmitButton>{t('confirm')}</SubmitButton>
        </FormActions>
      </ActionForm>
    </Dialog>
  );
}
