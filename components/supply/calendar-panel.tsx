import { useTranslations } from 'next-intl';
import type { Hour } from '@/lib/core/hours';
import { DataTable } from '../data-table/data-table';
import { HourRange } from '../hour-range';
import { ActionForm } from '../ui/action-form';
import type { FormActionFn } from '../ui/action-result';
import { Panel } from '../ui/card';
import { FormActions } from '../ui/dialog';
import { EmptyState } from '../ui/states';
import { SubmitButton } from '../ui/submit-button';
import { IntervalRow } from './interval-fields';

export interface CalendarEntry {
  readonly id: string;
  readonly fromHour: Hour;
  readonly toHour: Hour;
  readonly cards: number;
  readonly note: string;
}

export interface CalendarPanelProps {
  pool: { readonly id: string; readonly cards: number; readonly timeZone: string };
  entries: readonly CalendarEntry[];
  /** Null for those who may only look. */
  add: FormActionFn | null;
  withdraw: FormActionFn | null;
}

/** The intervals in which a pool offers other than all its cards: what stands, and a form for one more. */
export function CalendarPanel({ pool, entries, add, withdraw }: CalendarPanelProps) {
  const t = useTranslations('supply.calendar');
  return (
    <div className="flex flex-col gap-4">
      {add && (
        <Panel
          title={t('addTitle')}
          description={t('addDescription', { zone: pool.timeZone, cards: pool.cards })}
        >
          <ActionForm action={add} hidden={{ poolId: pool.id }} resetOnSuccess aria-label={t('addTitle')}>
            <IntervalRow cards={pool.cards} />
            <FormActions>
              <SubmitButton>{t('add')}</SubmitButton>
            </FormActions>
          </ActionForm>
        </Panel>
      )}
      <Panel title={t('standing')} flush>
        <DataTable
          caption={t('standing')}
          rows={entries}
          rowKey={(entry) => entry.id}
          empty={<EmptyState title={t('none')}>{t('noneHelp', { cards: pool.cards })}</EmptyState>}
          columns={[
            {
              key: 'interval',
              header: t('interval'),
              unit: pool.timeZone,
              cell: (entry) => (
                <HourRange start={entry.fromHour} end={entry.toHour} timeZone={pool.timeZone} withHours />
              ),
            },
            {
              key: 'cards',
              header: t('offered'),
              unit: t('unitCards'),
              align: 'end',
              cell: (entry) => entry.cards,
            },
            { key: 'note', header: t('note'), wrap: true, from: 'sm', cell: (entry) => entry.note || '—' },
            {
              key: 'act',
              header: t('act'),
              align: 'end',
              cell: (entry) =>
                withdraw && (
                  <ActionForm
                    action={withdraw}
                    hidden={{ poolId: pool.id, availabilityId: entry.id }}
                    className="items-end"
                    aria-label={t('withdraw')}
                  >
                    <div>
                      <SubmitButton variant="quiet" size="sm">
                        {t('withdraw')}
                      </SubmitButton>
                    </div>
                  </ActionForm>
                ),
            },
          ]}
        />
      </Panel>
    </div>
  );
}
