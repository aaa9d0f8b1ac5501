import { useTranslations } from 'next-intl';
import { floorToMinorUnits, leastPayableMicros } from '@/lib/ledger/minor-units';
import { Amount } from '../amount';
import { ExactAmount } from './exact-amount';
import type { InvoiceShown } from './invoice-shown';

/** A total in minor units, rounded toward zero, and what the rounding leaves out, in micros. */
function inMinorUnits(micros: bigint, currency: string) {
  const magnitude = micros < 0n ? -micros : micros;
  const whole = floorToMinorUnits(magnitude, currency);
  const sign = micros < 0n ? -1n : 1n;
  return { shownMicros: sign * whole, restMicros: sign * (magnitude - whole) };
}

const DECIMALS: Readonly<Record<string, number>> = { '1000000': 0, '1000': 3 };

/** The invoice's total as it is booked elsewhere, in minor units, with the exact amount and the remainder said. */
export function InvoiceTotal({ invoice }: { invoice: InvoiceShown }) {
  const t = useTranslations('statements.invoice');
  const { currency, totalMicros, taxMicros } = invoice;
  const { shownMicros, restMicros } = inMinorUnits(totalMicros, currency);
  const decimals = DECIMALS[leastPayableMicros(currency).toString()] ?? 2;
  return (
    <section className="invoice-keep ml-auto w-full max-w-md text-sm">
      <dl className="grid grid-cols-[1fr_auto] gap-x-6 gap-y-1">
        <dt className="text-base font-semibold">
          {t(invoice.side === 'buyer' ? 'totalDue' : 'totalEarned')}
        </dt>
        <dd className="text-right text-base font-semibold">
          <Amount micros={shownMicros} currency={currency} decimals={decimals} />
        </dd>
        <dt className="text-muted">{t(invoice.side === 'buyer' ? 'taxContained' : 'taxEarned')}</dt>
        <dd className="text-right">
          <ExactAmount micros={taxMicros} />
        </dd>
      </dl>
      {restMicros !== 0n && (
        <p className="mt-1 text-2xs text-muted">
          {t.rich('exact', { amount: () => <ExactAmount micros={totalMicros} /> })}{' '}
          {t.rich('remainder', { currency, remainder: () => <ExactAmount micros={restMicros} /> })}
        </p>
      )}
    </section>
  );
}
