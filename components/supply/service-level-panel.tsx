import { useTranslations } from 'next-intl';
import { type Hour, hourStart } from '@/lib/core/hours';
import { DataTable } from '../data-table/data-table';
import { Instant } from '../instant';
import { ActionForm } from '../ui/action-form';
import type { FormActionFn } from '../ui/action-result';
import { Panel } from '../ui/card';
import { FormActions } from '../ui/dialog';
import { SubmitButton } from '../ui/submit-button';
import { ServiceLevelFields, type ServiceLevelValues } from './service-level-fields';

export interface ServiceLevelVersion extends ServiceLevelValues {
  readonly version: number;
  readonly validFromHour: Hour;
}

export interface ServiceLevelPanelProps {
  poolId: string;
  /** Newest first. */
  versions: readonly ServiceLevelVersion[];
  startGraceMinutes: number;
  timeZone: string;
  /** Null for those who may only look. */
  action: FormActionFn | null;
}

const percent = (bps: number) => bps / 100;

/** What the pool promises now, a form to promise anew, and every version that leases may name (M-19). */
export function ServiceLevelPanel({
  poolId,
  versions,
  startGraceMinutes,
  timeZone,
  action,
}: ServiceLevelPanelProps) {
  const t = useTranslations('supply.service');
  return (
    <div className="flex flex-col gap-4">
      {action && (
        <Panel title={t('changeTitle')} description={t('changeDescription')}>
          <ActionForm action={action} hidden={{ poolId }} aria-label={t('changeTitle')}>
            <ServiceLevelFields startGraceMinutes={startGraceMinutes} values={versions[0]} />
            <FormActions>
              <SubmitButton>{t('change')}</SubmitButton>
            </FormActions>
          </ActionForm>
        </Panel>
      )}
      <Panel title={t('versions')} flush>
        <DataTable
          caption={t('versions')}
          rows={versions}
          rowKey={(row) => String(row.version)}
          columns={[
            { key: 'version', header: t('version'), cell: (row) => row.version },
            {
              key: 'from',
              header: t('validFrom'),
              unit: timeZone,
              cell: (row) => <Instant at={hourStart(row.validFromHour)} timeZone={timeZone} />,
            },
            { key: 'grade', header: t('grade.label'), cell: (row) => t(`grade.${row.grade}`) },
            {
              key: 'grace',
              header: t('startGrace.label'),
              unit: t('unit.minutes'),
              align: 'end',
              cell: (row) => row.startGraceMinutes,
            },
            {
              key: 'credit',
              header: t('lateCredit.label'),
              unit: t('unit.percentPerHour'),
              align: 'end',
              cell: (row) => percent(row.lateCreditBpsPerHour),
            },
            {
              key: 'cap',
              header: t('lateCreditCap.label'),
              unit: '%',
              align: 'end',
              cell: (row) => percent(row.lateCreditCapBps),
            },
          ]}
        />
      </Panel>
    </div>
  );
}
