import { useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { BudgetBar } from '@/components/budgets/budget-bar';
import { type Column, DataTable } from '@/components/data-table/data-table';
import { currencySymbol } from '@/components/format-amount';
import { ActionForm } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { Dialog, DialogCancel, FormActions } from '@/components/ui/dialog';
import { EmptyState } from '@/components/ui/states';
import { SubmitButton } from '@/components/ui/submit-button';
import { type BudgetStanding, leftMicros } from '@/lib/ledger/budget';
import { closeBudget } from './actions';

function EndBudget({ budgetId }: { budgetId: string }) {
  const t = useTranslations('budgets');
  return (
    <Dialog
      trigger={
        <Button size="sm" variant="quiet">
          {t('end')}
        </Button>
      }
      title={t('endTitle')}
      description={t('endText')}
    >
      <ActionForm action={closeBudget} hidden={{ budgetId }} aria-label={t('endTitle')}>
        <FormActions>
          <DialogCancel>{t('cancel')}</DialogCancel>
          <SubmitButton variant="danger">{t('endConfirm')}</SubmitButton>
        </FormActions>
      </ActionForm>
    </Dialog>
  );
}

export interface BudgetsTableProps {
  budgets: readonly BudgetStanding[];
  currency: string;
  mayManage: boolean;
}

/** The budgets in force, each with its cap, what stands against it, and what is left. */
export function BudgetsTable({ budgets, currency, mayManage }: BudgetsTableProps) {
  const t = useTranslations('budgets');
  const unit = currencySymbol(currency).trim();
  const columns: readonly Column<BudgetStanding>[] = [
    { key: 'label', header: t('label'), cell: (row) => row.label ?? t('whole') },
    { key: 'period', header: t('period'), cell: (row) => t(`periodName.${row.period}`) },
    {
      key: 'use',
      header: t('use'),
      wrap: true,
      cell: (row) => <BudgetBar budget={row} currency={currency} />,
    },
    {
      key: 'left',
      header: t('left'),
      unit,
      align: 'end',
      cell: (row) => <Amount micros={leftMicros(row)} currency={currency} bare />,
    },
    ...(mayManage
      ? [{ key: 'end', header: t('end'), cell: (row: BudgetStanding) => <EndBudget budgetId={row.id} /> }]
      : []),
  ];
  return (
    <DataTable
      caption={t('list')}
      stacked
      columns={columns}
      rows={budgets}
      rowKey={(row) => row.id}
      empty={<EmptyState title={t('none')}>{t('noneHelp')}</EmptyState>}
    />
  );
}
