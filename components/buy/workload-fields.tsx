'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { InferenceSpec, RenderingSpec, TrainingSpec } from '@/lib/market/job';
import { METHODS, RENDERERS } from '@/lib/profiling/workload';
import { ChipPicker } from '../supply/chip-picker';
import { Field, FieldRow } from '../ui/field';
import { NumberInput } from '../ui/input';
import { RadioGroup } from '../ui/radio-group';
import { Select } from '../ui/select';
import { ModelFields } from './model-fields';

const TRAINING_PRECISIONS = ['bf16', 'fp16', 'fp8', 'fp32'];
const INFERENCE_PRECISIONS = ['bf16', 'fp16', 'fp8', 'int8', 'fp4', 'int4'];

/** What the form starts with: a run that breaks off is paid up to its last quarter that can be gone on from. */
const MILESTONES_AT_FIRST = 4;

/** A training run: model, tokens, method, precision. */
export function TrainingFields({ initial }: { initial?: TrainingSpec }) {
  const t = useTranslations('buy');
  const milestones = useTranslations('counting.milestones');
  return (
    <>
      <ModelFields precisions={TRAINING_PRECISIONS} initial={initial} />
      <FieldRow columns={4}>
        <Field name="spec.tokensB" label={t('form.tokens')} hint={t('form.tokensHint')} required>
          <NumberInput defaultValue={initial?.tokensB} unit={t('form.unit.billion')} />
        </Field>
        <Field name="spec.method" label={t('form.method')} hint={t('form.methodHint')} required>
          <Select
            defaultValue={initial?.method ?? 'full'}
            options={METHODS.map((value) => ({ value, label: t(`method.${value}`) }))}
          />
        </Field>
        <Field name="spec.seqLen" label={t('form.seqLen')} hint={t('form.seqLenHint')} required>
          <NumberInput
            inputMode="numeric"
            defaultValue={initial?.seqLen ?? 4096}
            unit={t('form.unit.tokens')}
          />
        </Field>
        <Field name="spec.milestones" label={milestones('field')} hint={milestones('fieldHint')} optional>
          <NumberInput
            inputMode="numeric"
            defaultValue={initial ? initial.milestones : MILESTONES_AT_FIRST}
            unit={milestones('unit')}
          />
        </Field>
      </FieldRow>
    </>
  );
}

function BatchFields({ initial }: { initial?: number }) {
  const t = useTranslations('buy.form');
  return (
    <Field name="spec.demand.totalTokensM" label={t('totalTokens')} hint={t('totalTokensHint')} required>
      <NumberInput defaultValue={initial} unit={t('unit.million')} />
    </Field>
  );
}

function ServingFields({ initial }: { initial?: { outputTokensPerS: number; hours: number } }) {
  const t = useTranslations('buy.form');
  return (
    <>
      <Field name="spec.demand.outputTokensPerS" label={t('rate')} hint={t('rateHint')} required>
        <NumberInput defaultValue={initial?.outputTokensPerS} unit={t('unit.tokensPerS')} />
      </Field>
      <Field name="spec.demand.hours" label={t('servingHours')} hint={t('servingHoursHint')} required>
        <NumberInput inputMode="numeric" defaultValue={initial?.hours} unit={t('unit.hours')} />
      </Field>
    </>
  );
}

/** Inference: model, prompt and output lengths, and a batch of tokens or a rate held for hours. */
export function InferenceFields({ initial }: { initial?: InferenceSpec }) {
  const t = useTranslations('buy.form');
  const [mode, setMode] = useState(initial?.demand.mode ?? 'batch');
  const demand = initial?.demand;
  return (
    <>
      <ModelFields precisions={INFERENCE_PRECISIONS} initial={initial} />
      <RadioGroup
        name="spec.demand.mode"
        legend={t('demand')}
        look="row"
        value={mode}
        onValueChange={(value) => setMode(value === 'serving' ? 'serving' : 'batch')}
        options={[
          { value: 'batch', label: t('batch'), hint: t('batchHint') },
          { value: 'serving', label: t('serving'), hint: t('servingHint') },
        ]}
      />
      <FieldRow columns={4}>
        <Field name="spec.promptTokens" label={t('promptTokens')} hint={t('perRequest')} required>
          <NumberInput
            inputMode="numeric"
            defaultValue={initial?.promptTokens ?? 1000}
            unit={t('unit.tokens')}
          />
        </Field>
        <Field name="spec.outputTokens" label={t('outputTokens')} hint={t('perRequest')} required>
          <NumberInput
            inputMode="numeric"
            defaultValue={initial?.outputTokens ?? 250}
            unit={t('unit.tokens')}
          />
        </Field>
        {mode === 'batch' ? (
          <BatchFields initial={demand?.mode === 'batch' ? demand.totalTokensM : undefined} />
        ) : (
          <ServingFields initial={demand?.mode === 'serving' ? demand : undefined} />
        )}
      </FieldRow>
    </>
  );
}

/** A rendering: frames, resolution, and a calibration frame measured on a named card. */
export function RenderingFields({ initial }: { initial?: RenderingSpec }) {
  const t = useTranslations('buy');
  return (
    <>
      <FieldRow columns={4}>
        <Field name="spec.renderer" label={t('form.renderer')} required>
          <Select
            defaultValue={initial?.renderer ?? 'blender-cycles'}
            options={RENDERERS.map((value) => ({ value, label: t(`renderer.${value}`) }))}
          />
        </Field>
        <Field name="spec.frames" label={t('form.frames')} required>
          <NumberInput inputMode="numeric" defaultValue={initial?.frames} unit={t('form.unit.frames')} />
        </Field>
        <Field name="spec.widthPx" label={t('form.width')} required>
          <NumberInput inputMode="numeric" defaultValue={initial?.widthPx ?? 3840} unit="px" />
        </Field>
        <Field name="spec.heightPx" label={t('form.height')} required>
          <NumberInput inputMode="numeric" defaultValue={initial?.heightPx ?? 2160} unit="px" />
        </Field>
      </FieldRow>
      <FieldRow columns={3}>
        <Field
          name="spec.calibrationSecondsPerFrame"
          label={t('form.calibration')}
          hint={t('form.calibrationHint')}
          required
        >
          <NumberInput defaultValue={initial?.calibrationSecondsPerFrame} unit={t('form.unit.seconds')} />
        </Field>
        <Field name="spec.calibrationChip" label={t('form.calibrationChip')} required>
          <ChipPicker defaultValue={initial?.calibrationChip} />
        </Field>
        <Field
          name="spec.sceneMemoryGb"
          label={t('form.sceneMemory')}
          hint={t('form.sceneMemoryHint')}
          required
        >
          <NumberInput defaultValue={initial?.sceneMemoryGb} unit="GB" />
        </Field>
      </FieldRow>
    </>
  );
}
