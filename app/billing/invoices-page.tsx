import { getTranslations } from 'next-intl/server';
import { Amount } from '@/components/amount';
import { DataTable } from '@/components/data-table/data-table';
import { hrefWith } from '@/components/data-table/table-query';
import { currencySymbol } from '@/components/format-amount';
import { Badge } from '@/components/ui/badge';
import { LinkButton } from '@/components/ui/button';
import { Panel } from '@/components/ui/card';
import { Page, PageHeader } from '@/components/ui/page-header';
import { EmptyState } from '@/components/ui/states';
import type { Side } from '@/lib/ledger/event-kinds';
import type { Ctx } from '@/lib/services/context';
import { FOCUS_VERSION } from '@/lib/services/statements/focus-columns';
import { type InvoiceRow, listInvoices } from '@/lib/services/statements/list-invoices';

/** The months' invoices or self-billing notes, the running one first. */
export async function InvoicesPage({ ctx, side }: { ctx: Ctx; side: Side }) {
  const all = await getTranslations('statements');
  const t = await getTranslations('statements.invoice');
  const { rows, currency } = await listInvoices(ctx, { as: side });
  const buyer = side === 'buyer';
  const path = buyer ? '/buy/invoices' : '/sell/invoices';
  const csv = (row: InvoiceRow) => (
    <a
      href={hrefWith('/api/v1/billing/focus', {}, { month: row.month, format: 'csv' })}
      download
      className="text-accent underline"
    >
      {t('csv', { version: FOCUS_VERSION })}
    </a>
  );
  return (
    <Page>
      <PageHeader
        title={t(buyer ? 'title' : 'notesTitle')}
        description={t(buyer ? 'description' : 'notesDescription')}
        actions={
          <LinkButton href={buyer ? '/buy/statements' : '/sell/statements'}>
            {all(`statement.${side}`)}
          </LinkButton>
        }
      />
      <Panel flush>
        <DataTable
          caption={t(buyer ? 'title' : 'notesTitle')}
          stacked
          rows={rows}
          rowKey={(row) => row.month}
          rowHref={(row) => `${path}/${row.month}`}
          empty={<EmptyState title={t('none')}>{t(buyer ? 'noneHelp' : 'noneNotesHelp')}</EmptyState>}
          columns={[
            { key: 'month', header: t('month'), cell: (row) => row.month },
            { key: 'number', header: t('number'), from: 'sm', cell: (row) => row.number },
            {
              key: 'state',
              header: t('state'),
              cell: (row) => (
                <Badge tone={row.closed ? 'good' : 'active'}>
                  {t(row.closed ? 'closed' : 'provisional')}
                </Badge>
              ),
            },
            { key: 'leases', header: t('leases'), align: 'end', cell: (row) => row.leases },
            {
              key: 'total',
              header: t('total'),
              unit: currencySymbol(currency).trim(),
              align: 'end',
              cell: (row) => <Amount micros={row.totalMicros} currency={currency} bare />,
            },
            ...(buyer ? [{ key: 'export', header: t('export'), cell: csv }] : []),
          ]}
        />
      </Panel>
    </Page>
  );
}
