'use client';
import { useTranslations } from 'next-intl';
import { Field, FieldRow } from '../ui/field';
import { NumberInput } from '../ui/input';
import { Select } from '../ui/select';

export interface ServiceLevelValues {
  readonly grade: 'bronze' | 'silver' | 'gold';
  readonly startGraceMinutes: number;
  readonly lateCreditBpsPerHour: number;
  readonly lateCreditCapBps: number;
}

/** What a provider promises a lease: grade, start grace, and the credit for every full hour of delay (S-5). */
export function ServiceLevelFields({
  startGraceMinutes,
  values,
}: {
  /** The market's own grace: a pool's can't be longer. */
  startGraceMinutes: number;
  values?: ServiceLevelValues;
}) {
  const t = useTranslations('supply.service');
  return (
    <FieldRow columns={4}>
      <Field name="serviceLevel.grade" label={t('grade.label')} hint={t('grade.hint')} required>
        <Select
          defaultValue={values?.grade ?? 'bronze'}
          options={(['bronze', 'silver', 'gold'] as const).map((grade) => ({
            value: grade,
            label: t(`grade.${grade}`),
          }))}
        />
      </Field>
      <Field
        name="serviceLevel.startGraceMinutes"
        label={t('startGrace.label')}
        hint={t('startGrace.hint', { minutes: startGraceMinutes })}
        required
      >
        <NumberInput
          inputMode="numeric"
          unit={t('unit.minutes')}
          defaultValue={String(values?.startGraceMinutes ?? startGraceMinutes)}
        />
      </Field>
      <Field
        name="serviceLevel.lateCreditBpsPerHour"
        label={t('lateCredit.label')}
        hint={t('lateCredit.hint')}
        required
      >
        <NumberInput
          unit={t('unit.percentPerHour')}
          defaultValue={String((values?.lateCreditBpsPerHour ?? 100) / 100)}
        />
      </Field>
      <Field
        name="serviceLevel.lateCreditCapBps"
        label={t('lateCreditCap.label')}
        hint={t('lateCreditCap.hint')}
        required
      >
        <NumberInput unit="%" defaultValue={String((values?.lateCreditCapBps ?? 1000) / 100)} />
      </Field>
    </FieldRow>
  );
}
