import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { addressLines } from '@/lib/identity/address';
import { Amount } from '../amount';
import { formatTime } from '../format-time';
import { ExactAmount } from './exact-amount';
import { InvoiceLines } from './invoice-lines';
import type { InvoiceShown, PartyShown } from './invoice-shown';
import { InvoiceTotal } from './invoice-total';

function Party({ role, party, children }: { role: string; party: PartyShown | null; children?: ReactNode }) {
  const t = useTranslations('statements.invoice');
  const countries = new Intl.DisplayNames(useLocale(), { type: 'region' });
  const countryName = (code: string) => countries.of(code) ?? code;
  return (
    <section className="min-w-0 text-sm">
      <h2 className="text-2xs font-medium text-muted uppercase">{role}</h2>
      {party && (
        <>
          <p className="font-semibold [overflow-wrap:anywhere]">{party.registeredName}</p>
          {party.address ? (
            addressLines(party.address).map((line) => (
              <p key={line} className="[overflow-wrap:anywhere]">
                {line}
              </p>
            ))
          ) : (
            <p className="text-2xs text-faint">{t('noAddress')}</p>
          )}
          <p>{countryName(party.address?.country ?? party.country)}</p>
          <p>
            {t('registration')} {party.registrationNumber}
          </p>
        </>
      )}
      {children}
    </section>
  );
}

/** Deposits, charges and what else moved the side's money in the month: opening and closing add up. */
function Balance({ invoice }: { invoice: InvoiceShown }) {
  const t = useTranslations('statements');
  const { balance, currency, side } = invoice;
  const row = (name: string, micros: bigint, signed: boolean) => (
    <div key={name} className="flex justify-between gap-6 border-t border-line py-1 first:border-t-0">
      <dt className={signed ? 'text-muted' : 'font-medium'}>{name}</dt>
      <dd className="text-right tabular-nums">
        {signed ? (
          <ExactAmount micros={micros} />
        ) : (
          <Amount micros={micros} currency={currency} decimals={6} />
        )}
      </dd>
    </div>
  );
  return (
    <section className="invoice-keep w-full max-w-md text-xs">
      <h2 className="text-sm font-semibold">{t('invoice.balance')}</h2>
      <p className="mb-1 text-2xs text-muted">
        {t(side === 'buyer' ? 'invoice.balanceBuyer' : 'invoice.balanceProvider')}
      </p>
      <dl>
        {row(t('invoice.opening'), balance.openingMicros, false)}
        {balance.changes.map(({ event, micros }) => row(t(`event.${event}`), micros, true))}
        {row(t('invoice.closing'), balance.closingMicros, false)}
      </dl>
    </section>
  );
}

/** A month's invoice or self-billing note as a sheet of paper: numbered, with both parties, the lines, the total and the balance. */
export function InvoiceSheet({ invoice }: { invoice: InvoiceShown }) {
  const t = useTranslations('statements.invoice');
  const buyer = invoice.side === 'buyer';
  const exchange = <Party role={`${t('issuedBy')} · ${t('issuer')}`} party={invoice.exchange} />;
  return (
    <article className="invoice-sheet flex flex-col gap-5 rounded-lg border border-line bg-surface p-6">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div>
          <p className="text-lg font-semibold">{t(buyer ? 'invoice' : 'note')}</p>
          <p className="text-sm tabular-nums">
            {t('number')} {invoice.number}
          </p>
          <p className="text-sm text-muted">
            {t('period')}{' '}
            {t('periodValue', {
              from: formatTime(invoice.from, 'UTC', 'date'),
              to: formatTime(new Date(invoice.to.getTime() - 1), 'UTC', 'date'),
            })}
          </p>
        </div>
        {!invoice.closed && (
          <p className="max-w-xs border border-warn px-3 py-1.5 text-sm font-semibold text-warn">
            {t('provisional')}
            <span className="block text-2xs font-normal">{t('provisionalNote')}</span>
          </p>
        )}
      </div>
      <div className="grid gap-6 sm:grid-cols-2 print:grid-cols-2">
        {exchange}
        <Party role={t(buyer ? 'billedTo' : 'creditedTo')} party={invoice.organization} />
      </div>
      {invoice.lines.length > 0 ? (
        <InvoiceLines invoice={invoice} />
      ) : (
        <p className="text-sm text-muted">{t(buyer ? 'noLines' : 'noLinesNote')}</p>
      )}
      <InvoiceTotal invoice={invoice} />
      <Balance invoice={invoice} />
      <p className="text-2xs text-muted">{t('foot')}</p>
    </article>
  );
}
