'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { LANGUAGE_MODELS, modelByKey } from '@/lib/compute/models';
import { Field, FieldRow } from '../ui/field';
import { NumberInput } from '../ui/input';
import { Select } from '../ui/select';

const FAMILIES = [...LANGUAGE_MODELS].sort(
  (a, b) => a.family.localeCompare(b.family) || a.totalParametersB - b.totalParametersB,
);

export interface ModelFieldsProps {
  precisions: readonly string[];
  initial?: {
    readonly model?: string;
    readonly paramsTotalB: number;
    readonly paramsActiveB: number;
    readonly precision: string;
  };
}

/** Which model: a known one fills in its sizes, which stay editable. */
export function ModelFields({ precisions, initial }: ModelFieldsProps) {
  const t = useTranslations('buy.form');
  const [key, setKey] = useState(initial?.model ?? (initial ? '' : 'qwen2.5-7b'));
  const model = modelByKey(key);
  const untouched = initial !== undefined && (initial.model ?? '') === key;
  const total = untouched ? initial.paramsTotalB : model?.totalParametersB;
  const active = untouched ? initial.paramsActiveB : model?.activeParametersB;
  return (
    <FieldRow columns={4}>
      <Field name="spec.model" label={t('model')} hint={model?.note ?? t('modelHint')}>
        <Select
          value={key}
          onChange={(event) => setKey(event.target.value)}
          options={[
            { value: '', label: t('ownModel') },
            ...FAMILIES.map((one) => ({ value: one.key, label: one.name, group: one.family })),
          ]}
        />
      </Field>
      <Field name="spec.paramsTotalB" label={t('paramsTotal')} required>
        <NumberInput key={key} defaultValue={total} unit={t('unit.billion')} />
      </Field>
      <Field name="spec.paramsActiveB" label={t('paramsActive')} hint={t('paramsActiveHint')} required>
        <NumberInput key={key} defaultValue={active} unit={t('unit.billion')} />
      </Field>
      <Field name="spec.precision" label={t('precision')} required>
        <Select
          defaultValue={initial?.precision ?? 'bf16'}
          options={precisions.map((value) => ({ value, label: value.toUpperCase() }))}
        />
      </Field>
    </FieldRow>
  );
}
