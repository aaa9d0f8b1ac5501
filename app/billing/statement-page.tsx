import Link from 'next/link';
import { getTimeZone, getTranslations } from 'next-intl/server';
import { Amount } from '@/components/amount';
import { FilterBar } from '@/components/data-table/filter-bar';
import { hrefWith, paramOf, type SearchParams } from '@/components/data-table/table-query';
import { StatementLines } from '@/components/statements/statement-lines';
import { buttonClass, LinkButton } from '@/components/ui/button';
import { Panel } from '@/components/ui/card';
import { KeyFigures } from '@/components/ui/key-figures';
import { Page, PageHeader } from '@/components/ui/page-header';
import { type EventKind, type Side, STATEMENT_ACCOUNTS } from '@/lib/ledger/event-kinds';
import { listLabels } from '@/lib/services/budgets/list-budgets';
import type { Ctx } from '@/lib/services/context';
import { listStatement, type Statement } from '@/lib/services/statements/list-statement';

/** The kinds of event that happen on each side. */
const EVENTS: Readonly<Record<Side, readonly EventKind[]>> = {
  buyer: ['deposits', 'orders', 'deliveries', 'disputes', 'credits', 'refunds', 'taken_back'],
  provider: ['deliveries', 'disputes', 'credits', 'payouts', 'taken_back'],
};

const NAMES = ['account', 'from', 'to', 'event', 'label', 'leaseId', 'before'] as const;

/** The filters an address says. */
export const statementFilter = (params: SearchParams): Record<string, string | undefined> =>
  Object.fromEntries(NAMES.map((name) => [name, paramOf(params, name)]));

async function StatementFilters({ side, path, params, ctx }: StatementPageProps) {
  const t = await getTranslations('statements');
  const labels = side === 'buyer' ? await listLabels(ctx) : [];
  const option = (value: string) => ({ value, label: value });
  const [usual, ...others] = STATEMENT_ACCOUNTS[side];
  return (
    <FilterBar
      path={path}
      params={params}
      filters={[
        {
          kind: 'choice',
          name: 'account',
          label: t('statement.account'),
          all: t(`account.${usual}`),
          options: others.map((value) => ({ value, label: t(`account.${value}`) })),
        },
        { kind: 'date', name: 'from', label: t('statement.from') },
        { kind: 'date', name: 'to', label: t('statement.to') },
        {
          kind: 'choice',
          name: 'event',
          label: t('statement.event'),
          all: t('statement.allEvents'),
          options: EVENTS[side].map((value) => ({ value, label: t(`event.${value}`) })),
        },
        ...(labels.length > 0
          ? [
              {
                kind: 'choice' as const,
                name: 'label',
                label: t('statement.label'),
                all: t('statement.allLabels'),
                options: labels.map(option),
              },
            ]
          : []),
        { kind: 'text', name: 'leaseId', label: t('statement.lease'), placeholder: t('statement.leaseHint') },
      ]}
    />
  );
}

/** Newer and older lines, by where the last page ended. */
async function Paging({
  statement,
  path,
  params,
}: { statement: Statement } & Pick<StatementPageProps, 'path' | 'params'>) {
  const t = await getTranslations('statements.statement');
  const look = buttonClass('quiet', 'sm');
  if (statement.next === null && paramOf(params, 'before') === undefined) return null;
  return (
    <nav aria-label={t('lines')} className="flex gap-2 border-t border-line px-4 py-1.5">
      {paramOf(params, 'before') !== undefined && (
        <Link href={hrefWith(path, params, { before: null })} className={look}>
          {t('newest')}
        </Link>
      )}
      {statement.next !== null && (
        <Link href={hrefWith(path, params, { before: statement.next.toString() })} className={look}>
          {t('older')}
        </Link>
      )}
    </nav>
  );
}

export interface StatementPageProps {
  ctx: Ctx;
  side: Side;
  path: string;
  params: SearchParams;
}

/** An account's lines of a period with the balances before and after, for a buyer's wallet or a provider's earnings. */
export async function StatementPage(props: StatementPageProps) {
  const { ctx, side, path, params } = props;
  const t = await getTranslations('statements.statement');
  const timeZone = await getTimeZone();
  const statement = await listStatement(ctx, { as: side, timeZone, ...statementFilter(params) });
  const { currency } = statement;
  const figure = (name: 'opening' | 'shown' | 'other' | 'closing', micros: bigint, signed = false) => ({
    label: t(name),
    value: <Amount micros={micros} currency={currency} signed={signed} />,
    definition: t(`${name}Definition`),
  });
  return (
    <Page>
      <PageHeader
        title={t(side)}
        description={t('description')}
        actions={
          <LinkButton href={side === 'buyer' ? '/buy/invoices' : '/sell/invoices'}>
            {t(side === 'buyer' ? 'invoices' : 'notes')}
          </LinkButton>
        }
      />
      <KeyFigures
        figures={[
          figure('opening', statement.openingMicros),
          figure('shown', statement.shownMicros, true),
          ...(statement.otherMicros === 0n ? [] : [figure('other', statement.otherMicros, true)]),
          figure('closing', statement.closingMicros),
        ]}
      />
      <Panel title={t('lines')} description={t('linesHint', { count: statement.lines })} flush>
        <StatementFilters {...props} />
        <StatementLines
          rows={statement.rows}
          side={side}
          currency={currency}
          csvHref={hrefWith('/api/v1/statements', params, {
            as: side,
            timeZone,
            format: 'csv',
            before: null,
          })}
        />
        <Paging statement={statement} path={path} params={params} />
      </Panel>
    </Page>
  );
}
