import './print.css';
import { getTranslations } from 'next-intl/server';
import { hrefWith } from '@/components/data-table/table-query';
import { InvoiceSheet } from '@/components/statements/invoice-sheet';
import { PrintButton } from '@/components/statements/print-button';
import { buttonClass } from '@/components/ui/button';
import { Page, PageHeader } from '@/components/ui/page-header';
import { foundOr404 } from '@/lib/http/found-or-404';
import type { Side } from '@/lib/ledger/event-kinds';
import type { Ctx } from '@/lib/services/context';
import { FOCUS_VERSION } from '@/lib/services/statements/focus-columns';
import { getInvoice } from '@/lib/services/statements/get-invoice';

/** One month's invoice or self-billing note, ready to be printed. */
export async function InvoicePage({ ctx, side, month }: { ctx: Ctx; side: Side; month: string }) {
  const t = await getTranslations('statements.invoice');
  const invoice = await foundOr404(getInvoice(ctx, { as: side, month }));
  const buyer = side === 'buyer';
  return (
    <Page>
      <div className="not-printed">
        <PageHeader
          title={invoice.number}
          back={{ href: buyer ? '/buy/invoices' : '/sell/invoices', label: t(buyer ? 'back' : 'backNotes') }}
          actions={
            <>
              {buyer && (
                <a
                  href={hrefWith('/api/v1/billing/focus', {}, { month, format: 'csv' })}
                  download
                  className={buttonClass()}
                >
                  {t('csv', { version: FOCUS_VERSION })}
                </a>
              )}
              <PrintButton>{t('print')}</PrintButton>
            </>
          }
        />
      </div>
      <InvoiceSheet invoice={invoice} />
    </Page>
  );
}
