'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { JobKind, JobSpec } from '@/lib/market/job';
import { LabelField } from '../budgets/label-field';
import type { RoomShown } from '../budgets/room-line';
import { RegionPicker } from '../supply/region-picker';
import { ActionForm } from '../ui/action-form';
import type { FormActionFn } from '../ui/action-result';
import { Panel } from '../ui/card';
import { Field, FieldRow } from '../ui/field';
import { Input, NumberInput } from '../ui/input';
import { RadioGroup } from '../ui/radio-group';
import { SubmitButton } from '../ui/submit-button';
import { ConstraintFields, constraintCount } from './constraint-fields';
import { WindowFields } from './window-fields';
import { InferenceFields, RenderingFields, TrainingFields } from './workload-fields';

const KINDS: readonly JobKind[] = ['training', 'inference', 'rendering'];

export interface JobFormProps {
  action: FormActionFn;
  kind: JobKind;
  window: { readonly earliestHour: number; readonly deadlineHour: number };
  /** A job to start from: everything it said is filled in. */
  initial?: { readonly name: string; readonly label: string; readonly spec: JobSpec };
  /** Labels used before, and what their budgets leave. */
  labels?: readonly string[];
  rooms?: readonly RoomShown[];
  currency: string;
}

/** Describes a result, not hardware: what to compute, when, where the data is, and what must hold. */
export function JobForm(props: JobFormProps) {
  const { action, kind: firstKind, window, initial, labels = [], rooms = [], currency } = props;
  const t = useTranslations('buy');
  const [kind, setKind] = useState(firstKind);
  const spec = initial?.spec;
  return (
    <ActionForm action={action} aria-label={t('form.title')}>
      <Panel title={t('form.what')}>
        <div className="flex flex-col gap-5">
          <RadioGroup
            name="spec.kind"
            legend={t('form.kind')}
            look="cards"
            value={kind}
            onValueChange={(value) => setKind(KINDS.find((one) => one === value) ?? 'training')}
            options={KINDS.map((value) => ({
              value,
              label: t(`kind.${value}`),
              hint: t(`kindHint.${value}`),
            }))}
          />
          {kind === 'training' && <TrainingFields initial={spec?.kind === 'training' ? spec : undefined} />}
          {kind === 'inference' && (
            <InferenceFields initial={spec?.kind === 'inference' ? spec : undefined} />
          )}
          {kind === 'rendering' && (
            <RenderingFields initial={spec?.kind === 'rendering' ? spec : undefined} />
          )}
        </div>
      </Panel>
      <Panel title={t('form.when')} description={t('form.whenHint')}>
        <WindowFields {...window} />
      </Panel>
      <Panel title={t('form.where')} description={t('form.whereHint')}>
        <FieldRow columns={4}>
          <Field name="spec.homeRegion" label={t('form.homeRegion')} hint={t('form.homeRegionHint')} optional>
            <RegionPicker defaultValue={spec?.homeRegion} />
          </Field>
          <Field name="spec.dataRegion" label={t('form.dataRegion')} optional>
            <RegionPicker defaultValue={spec?.dataRegion} />
          </Field>
          <Field name="spec.dataInGb" label={t('form.dataIn')} hint={t('form.dataInHint')} optional>
            <NumberInput defaultValue={spec?.dataInGb} unit="GB" />
          </Field>
          <Field name="spec.dataOutGb" label={t('form.dataOut')} optional>
            <NumberInput defaultValue={spec?.dataOutGb} unit="GB" />
          </Field>
        </FieldRow>
      </Panel>
      <Constraints spec={spec} />
      <Panel title={t('form.naming')}>
        <FieldRow>
          <Field name="name" label={t('form.name')} required>
            <Input maxLength={120} autoComplete="off" defaultValue={initial?.name} />
          </Field>
          <LabelField
            label={t('form.label')}
            hint={t('form.labelHint')}
            initial={initial?.label ?? ''}
            labels={labels}
            rooms={rooms}
            currency={currency}
          />
        </FieldRow>
      </Panel>
      <SubmitButton size="lg">{t('form.submit')}</SubmitButton>
    </ActionForm>
  );
}

function Constraints({ spec }: { spec: JobSpec | undefined }) {
  const t = useTranslations('buy.form');
  const count = constraintCount(spec?.constraints);
  return (
    <details open={count > 0} className="group min-w-0 rounded-lg border border-line bg-surface">
      <summary className="flex min-h-11 cursor-pointer flex-wrap items-baseline gap-x-3 px-4 py-2.5">
        <span className="text-base font-semibold">{t('constraints')}</span>
        <span className="text-xs text-muted">{t('constraintsHint', { count })}</span>
      </summary>
      <div className="flex flex-col gap-4 border-t border-line p-4">
        <ConstraintFields initial={spec?.constraints} />
      </div>
    </details>
  );
}
