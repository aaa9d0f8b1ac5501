import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { currencySymbol } from '@/components/format-amount';
import { ActionForm } from '@/components/ui/action-form';
import { Panel } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input, NumberInput } from '@/components/ui/input';
import { Page, PageHeader } from '@/components/ui/page-header';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { guardedCtx } from '@/lib/http/context';
import { BUDGET_PERIODS } from '@/lib/ledger/budget';
import { listBudgets } from '@/lib/services/budgets/list-budgets';
import { Refused } from '../guard';
import { saveBudget } from './actions';
import { BudgetsTable } from './budgets-table';
import { HistoryTable } from './history-table';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('budgets'))('title') };
}

const LABELS = 'budget-labels';

async function BudgetForm({ labels, currency }: { labels: readonly string[]; currency: string }) {
  const t = await getTranslations('budgets');
  return (
    <ActionForm action={saveBudget} resetOnSuccess aria-label={t('set')}>
      <Field name="label" label={t('label')} hint={t('labelHint')} optional>
        <Input maxLength={80} autoComplete="off" list={LABELS} />
      </Field>
      <datalist id={LABELS}>
        {labels.map((label) => (
          <option key={label} value={label} />
        ))}
      </datalist>
      <Field name="period" label={t('period')} required>
        <Select
          defaultValue="month"
          options={BUDGET_PERIODS.map((value) => ({ value, label: t(`periodName.${value}`) }))}
        />
      </Field>
      <Field name="cap" label={t('cap')} hint={t('capHint', { currency })} required>
        <NumberInput prefix={currencySymbol(currency).trim()} />
      </Field>
      <SubmitButton>{t('save')}</SubmitButton>
    </ActionForm>
  );
}

export default async function BudgetsPage() {
  const { ctx, allowed } = await guardedCtx('jobs.view');
  const t = await getTranslations('budgets');
  if (!allowed) return <Refused title={t('title')} />;
  const { budgets, labels, history, currency } = await listBudgets(ctx);
  const mayManage = ctx.actor.permissions.has('budgets.manage');
  return (
    <Page>
      <PageHeader title={t('title')} description={t('description')} />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <Panel title={t('list')} flush>
          <BudgetsTable budgets={budgets} currency={currency} mayManage={mayManage} />
        </Panel>
        {mayManage && (
          <Panel title={t('set')} description={t('setHint')}>
            <BudgetForm labels={labels} currency={currency} />
          </Panel>
        )}
      </div>
      <Panel title={t('history')} flush>
        <HistoryTable rows={history} />
      </Panel>
    </Page>
  );
}
