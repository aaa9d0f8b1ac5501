import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Units } from '../buy/outcome';
import { currencySymbol } from '../format-amount';
import { HourRange } from '../hour-range';
import { ExactAmount, exactDecimals } from './exact-amount';
import type { InvoiceLineShown, InvoiceShown } from './invoice-shown';
import { LineLinks } from './line-links';

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

/** A column with as many decimals as its longest amount. */
interface ShownColumn extends AmountColumn {
  readonly decimals: number;
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

const withDecimals = (column: AmountColumn, { lines, ...totals }: InvoiceShown): ShownColumn => {
  const sum = column.key === 'priceMicros' ? 0n : totals[column.key];
  const amounts = [sum, ...lines.map((line) => line[column.key])];
  return { ...column, decimals: Math.max(...amounts.map(exactDecimals)) };
};

/** What an invoice says even where it is nothing; credits, refunds and tax only where there are some. */
const ALWAYS: readonly AmountColumn['key'][] = ['priceMicros', 'chargedMicros', 'feeMicros', 'totalMicros'];
const isShown =
  ({ lines }: InvoiceShown) =>
  ({ key }: AmountColumn): boolean =>
    ALWAYS.includes(key) || lines.some((line) => line[key] !== 0n);

const CELL = 'px-2 py-1 align-top max-sm:block';
/** On the narrowest screens an amount stands on its own line, with its name. */
const NUMBER = `${CELL} text-right whitespace-nowrap max-sm:flex max-sm:justify-between max-sm:gap-x-3 max-sm:py-0.5 max-sm:before:text-muted max-sm:before:content-[attr(data-label)]`;

function Cell({ micros, column }: { micros: bigint; column: ShownColumn }) {
  if (micros === 0n) return <td className={`${NUMBER} max-sm:hidden`}>—</td>;
  return (
    <td className={NUMBER} data-label={column.header}>
      <ExactAmount micros={column.minus ? -micros : micros} decimals={column.decimals} />
    </td>
  );
}

/** Where the line's work was done, for whom, in which hours, and under which lease; on screen also all it belongs to. */
function LineDetails({ line, side }: { line: InvoiceLineShown; side: InvoiceShown['side'] }) {
  const t = useTranslations('statements.invoice');
  const late = useTranslations('counting.lateInput');
  const buyer = side === 'buyer';
  const linked = { ...line, orderId: buyer ? line.orderId : null, paymentId: null };
  return (
    <>
      <span title={line.poolCode}>{line.poolName}</span>
      {buyer && <> · {t('provider', { name: line.providerName })}</>}
      {line.label && <> · {t('label', { label: line.label })}</>}
      {' · '}
      <HourRange start={line.startHour} end={line.endHour} timeZone="UTC" />
      {' · '}
      {t('cardHours', { count: line.cardHours })}
      {line.lateInputUnits > 0n && (
        <>
          {' · '}
          {late.rich('invoice', { units: () => <Units count={line.lateInputUnits} kind={line.unitKind} /> })}
        </>
      )}
      {' · '}
      {t('lease', { id: line.leaseId })}
      <span className="print:hidden">
        {' · '}
        <LineLinks line={linked} side={side} />
      </span>
    </>
  );
}

/** A line as two rows that stay together: job and amounts, and under them across the sheet what they are for. */
function InvoiceLine(props: {
  line: InvoiceLineShown;
  side: InvoiceShown['side'];
  columns: readonly ShownColumn[];
}) {
  const { line, side, columns } = props;
  const t = useTranslations('statements.invoice');
  return (
    <tbody className="invoice-keep border-t border-line max-sm:block max-sm:py-1">
      <tr className="max-sm:block">
        <td className={CELL}>
          <Link
            href={`${side === 'buyer' ? '/buy' : '/sell'}/leases/${line.leaseId}`}
            className="font-medium text-ink underline decoration-line-strong [overflow-wrap:anywhere]"
          >
            {line.jobName}
          </Link>
        </td>
        <td className={NUMBER} data-label={t('units')}>
          <span>
            {t.rich('unitsOf', {
              paid: () => <Units count={line.paidUnits} kind={line.unitKind} bare />,
              all: () => <Units count={line.units} kind={line.unitKind} />,
            })}
          </span>
        </td>
        {columns.map((column) => (
          <Cell key={column.key} micros={line[column.key]} column={column} />
        ))}
      </tr>
      <tr className="max-sm:block">
        <td
          colSpan={columns.length + 2}
          className="px-2 pb-1.5 text-2xs max-sm:block text-muted [overflow-wrap:anywhere]"
        >
          <LineDetails line={line} side={side} />
        </td>
      </tr>
    </tbody>
  );
}

function Head({ columns, unit }: { columns: readonly ShownColumn[]; unit: string }) {
  const t = useTranslations('statements.invoice');
  return (
    <thead className="max-sm:sr-only">
      <tr className="text-2xs text-muted">
        <th scope="col" className="w-full min-w-40 px-2 py-1 text-left font-medium print:min-w-0">
          {t('job')}
        </th>
        <th scope="col" className="px-2 py-1 text-right font-medium">
          {t('units')}
        </th>
        {columns.map(({ key, header, definition }) => (
          <th
            key={key}
            scope="col"
            title={definition}
            className="px-2 py-1 text-right font-medium break-keep"
          >
            {header} <span className="font-normal text-faint">{unit}</span>
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** The lines of an invoice as a table that breaks between lines when printed and repeats its head. */
export function InvoiceLines({ invoice }: { invoice: InvoiceShown }) {
  const t = useTranslations('statements.invoice');
  const columns = useColumns(invoice.side)
    .filter(isShown(invoice))
    .map((column) => withDecimals(column, invoice));
  return (
    <div>
      <section
        aria-label={t('linesTitle')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        className="overflow-x-auto print:overflow-visible"
      >
        <table className="w-full border-collapse text-xs max-sm:block">
          <caption className="sr-only">{t('linesTitle')}</caption>
          <Head columns={columns} unit={currencySymbol(invoice.currency).trim()} />
          {invoice.lines.map((line) => (
            <InvoiceLine key={line.leaseId} line={line} side={invoice.side} columns={columns} />
          ))}
          <tfoot className="border-t border-line max-sm:block">
            <tr className="font-semibold max-sm:block">
              <th scope="row" colSpan={2} className={`${CELL} text-left`}>
                {t('sum')}
              </th>
              {columns.map((column) =>
                column.key === 'priceMicros' ? (
                  <td key={column.key} className="max-sm:hidden" />
                ) : (
                  <Cell key={column.key} micros={invoice[column.key]} column={column} />
                ),
              )}
            </tr>
          </tfoot>
        </table>
      </section>
    </div>
  );
}
