'use client';
import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Amount } from '../amount';
import { Alert } from '../ui/alert';
import { Button, LinkButton } from '../ui/button';
import { useStudy, wordsOfRefusal } from '../use-study';

/** What the server found, as its endpoint writes it. */
type LeastLimitShown =
  | {
      readonly found: true;
      readonly limitMicros: number;
      readonly notAtMicros: number;
      readonly payMicros: number;
      readonly displaced: number;
      readonly clearings: number;
    }
  | { readonly found: false; readonly why: 'no_option' | 'too_large'; readonly clearings: number };

const CENT_MICROS = 10_000;

interface LeastLimitProps {
  orderId: string;
  roundNumber: number;
  currency: string;
  /** The order still stands in the book. */
  isOpen: boolean;
  /** Where the job is ordered again with a limit; null for those who may not order. */
  orderAgain: ((limitMicros: number) => string) | null;
}

/** Finds the least limit that would have filled an order, by clearing its round's book again; on demand. */
export function LeastLimit({ orderId, roundNumber, currency, isOpen, orderAgain }: LeastLimitProps) {
  const t = useTranslations('buy.leastLimit');
  const { done, failed, isRunning, steps, refusal, ask } = useStudy<LeastLimitShown>(
    `/api/v1/orders/${orderId}/least-limit`,
    null,
    `round ${roundNumber}`,
  );
  const found = !isRunning && done ? done.answer : null;
  return (
    <div className="flex flex-col gap-3 border-t border-line pt-3">
      <h3 className="text-sm font-semibold">{t('title')}</h3>
      <div aria-live="polite" className="flex flex-col gap-3">
        {!found && (
          <>
            <p className="max-w-prose text-sm text-muted">{t('what', { number: roundNumber })}</p>
            <div className="flex flex-wrap items-center gap-3">
              <Button pending={isRunning} onClick={ask}>
                {!isRunning && <Search aria-hidden />}
                {t('find')}
              </Button>
              {isRunning && <span className="text-xs text-muted">{t('running', { steps })}</span>}
            </div>
          </>
        )}
        {refusal && <Alert tone="warn">{wordsOfRefusal(refusal) ?? t('failed')}</Alert>}
        {failed && !refusal && !isRunning && <Alert tone="error">{t('failed')}</Alert>}
        {found && <Found found={found} {...{ roundNumber, currency, isOpen, orderAgain }} />}
      </div>
    </div>
  );
}

function Found(props: Omit<LeastLimitProps, 'orderId'> & { found: LeastLimitShown }) {
  const { found, roundNumber, currency, isOpen, orderAgain } = props;
  const t = useTranslations('buy.leastLimit');
  if (!found.found) return <Alert tone="warn" title={t(`none.${found.why}`)} />;
  const amount = (micros: number) => <Amount micros={String(micros)} currency={currency} />;
  return (
    <>
      <p className="text-xl font-semibold tracking-tight">{amount(found.limitMicros)}</p>
      <p className="max-w-prose text-sm">
        {t.rich(found.limitMicros - found.notAtMicros < CENT_MICROS ? 'foundExactly' : 'found', {
          number: roundNumber,
          limit: () => amount(found.limitMicros),
          pay: () => amount(found.payMicros),
          notAt: () => amount(found.notAtMicros),
          displaced: found.displaced,
        })}
      </p>
      <p className="max-w-prose text-xs text-muted">{t('caveat', { clearings: found.clearings })}</p>
      {orderAgain && (
        <div className="flex flex-wrap items-center gap-3">
          <LinkButton href={orderAgain(found.limitMicros)}>{t('orderAgain')}</LinkButton>
          {isOpen && <span className="max-w-prose text-xs text-muted">{t('orderAgainText')}</span>}
        </div>
      )}
    </>
  );
}
