import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Units } from '../buy/outcome';
import { currencySymbol } from '../format-amount';
import { HourRange } from '../hour-range';
import { ExactAmount } from './exact-amount';
import type { InvoiceLineShown, InvoiceShown } from './invoice-shown';

interface AmountColumn {
  readonly key:
    | 'priceMicros'
    | 'chargedMicros'
    | 'feeMicros'
    | 'creditMicros'
    | 'returnedMicros'
    | 'taxMicros'
    | 'totalMicros';
  readonly header: string;
  readonly definition?: string;
  /** What is taken off is written with its sign. */
  readonly minus?: boolean;
}

function useColumns(side: InvoiceShown['side']): readonly AmountColumn[] {
  const t = useTranslations('statements.invoice');
  const price: AmountColumn = { key: 'priceMicros', header: t('price'), definition: t('priceDefinition') };
  const credits: AmountColumn = { key: 'creditMicros', header: t('credits'), minus: true };
  const tax: AmountColumn = { key: 'taxMicros', header: t(side === 'buyer' ? 'tax' : 'taxEarned') };
  const total: AmountColumn = { key: 'totalMicros', header: t('total') };
  return side === 'buyer'
    ? [
        price,
        { key: 'chargedMicros', header: t('charged'), definition: t('chargedDefinition') },
        credits,
        { key: 'returnedMicros', header: t('refunds'), definition: t('refundsDefinition') },
        tax,
        total,
      ]
    : [
        price,
        { key: 'chargedMicros', header: t('earned') },
        { key: 'feeMicros', header: t('fee'), minus: true },
        credits,
        tax,
        total,
      ];
}

/** What a line is for: the job, the pool and whose it is, the lease and its hours. */
function LineSubject({ line, side }: { line: InvoiceLineShown; side: InvoiceShown['side'] }) {
  const t = useTranslations('statements.invoice');
  const href = `${side === 'buyer' ? '/buy' : '/sell'}/leases/${line.leaseId}`;
  const quiet: readonly ReactNode[] = [
    side === 'buyer' ? t('provider', { name: line.providerName }) : null,
    line.label ? t('label', { label: line.label }) : null,
    line.poolCode,
  ];
  return (
    <>
      <Link href={href} className="font-medium text-ink underline decoration-line-strong">
        {t('line', { job: line.jobName, pool: line.poolName })}
      </Link>
      <div className="text-2xs text-muted [overflow-wrap:anywhere]">{quiet.filter(Boolean).join(' · ')}</div>
      <div className="text-2xs text-muted">
        <HourRange start={line.startHour} end={line.endHour} timeZone="UTC" /> · {line.cardHours}{' '}
        {t('cardHours')}
      </div>
      <div className="text-2xs text-muted">{t('lease', { id: line.leaseId })}</div>
    </>
  );
}

const CELL = 'border-t border-line px-2 py-1.5 align-top';
const NUMBER = `${CELL} text-right whitespace-nowrap`;

/** The lines of an invoice as a table that breaks between rows when printed and repeats its head. */
export function InvoiceLines({ invoice }: { invoice: InvoiceShown }) {
  const t = useTranslations('statements.invoice');
  const columns = useColumns(invoice.side);
  const unit = currencySymbol(invoice.currency).trim();
  const cell = (micros: bigint, { minus }: AmountColumn): ReactNode =>
    micros === 0n ? '—' : <ExactAmount micros={minus ? -micros : micros} />;
  return (
    <section
      aria-label={t('linesTitle')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      className="overflow-x-auto print:overflow-visible"
    >
      <table className="w-full border-collapse text-xs">
        <caption className="sr-only">{t('linesTitle')}</caption>
        <thead>
          <tr className="text-2xs text-muted">
            <th scope="col" className="px-2 py-1 text-left font-medium">
              {t('job')}
            </th>
            <th scope="col" className="px-2 py-1 text-right font-medium">
              {t('units')}
            </th>
            {columns.map(({ key, header, definition }) => (
              <th key={key} scope="col" title={definition} className="px-2 py-1 text-right font-medium">
                {header} <span className="font-normal text-faint">{unit}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {invoice.lines.map((line) => (
            <tr key={line.leaseId}>
              <td className={`${CELL} min-w-48`}>
                <LineSubject line={line} side={invoice.side} />
              </td>
              <td className={NUMBER}>
                {t.rich('unitsOf', {
                  paid: () => <Units count={line.paidUnits} kind={line.unitKind} bare />,
                  all: () => <Units count={line.units} kind={line.unitKind} />,
                })}
              </td>
              {columns.map((column) => (
                <td key={column.key} className={NUMBER}>
                  {cell(line[column.key], column)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="font-semibold">
            <th scope="row" colSpan={2} className={`${CELL} text-left`}>
              {t('sum')}
            </th>
            {columns.map((column) => (
              <td key={column.key} className={NUMBER}>
                {column.key !== 'priceMicros' && cell(invoice[column.key], column)}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
