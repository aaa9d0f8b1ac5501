import { useFormatter, useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { modelByKey } from '@/lib/compute/models';
import type { JobSpec } from '@/lib/market/job';
import { HourRange } from '../hour-range';
import { useMilestoneFact } from '../leases/milestone-fact';
import { type Definition, DefinitionList } from '../ui/definition-list';
import { chipName, placeName } from './names';

type T = ReturnType<typeof useTranslations<'buy'>>;
type Numbers = ReturnType<typeof useFormatter>;

const modelName = (model: string | undefined, t: T): string =>
  model === undefined ? t('job.ownModel') : (modelByKey(model)?.name ?? model);

function modelFacts(
  spec: Extract<JobSpec, { kind: 'training' | 'inference' }>,
  t: T,
  n: Numbers,
): Definition[] {
  const size =
    spec.paramsActiveB === spec.paramsTotalB
      ? t('job.params', { total: n.number(spec.paramsTotalB) })
      : t('job.paramsMixture', { total: n.number(spec.paramsTotalB), active: n.number(spec.paramsActiveB) });
  return [
    { term: t('form.model'), value: `${modelName(spec.model, t)} · ${size}` },
    { term: t('form.precision'), value: spec.precision.toUpperCase() },
  ];
}

function workloadFacts(spec: JobSpec, t: T, n: Numbers): Definition[] {
  switch (spec.kind) {
    case 'training':
      return [
        ...modelFacts(spec, t, n),
        { term: t('form.method'), value: t(`method.${spec.method}`) },
        { term: t('form.tokens'), value: t('job.billions', { count: n.number(spec.tokensB) }) },
        { term: t('form.seqLen'), value: n.number(spec.seqLen) },
      ];
    case 'inference':
      return [
        ...modelFacts(spec, t, n),
        {
          term: t('form.shape'),
          value: t('job.tokensInOut', {
            prompt: n.number(spec.promptTokens),
            output: n.number(spec.outputTokens),
          }),
        },
        spec.demand.mode === 'batch'
          ? {
              term: t('form.totalTokens'),
              value: t('job.millions', { count: n.number(spec.demand.totalTokensM) }),
            }
          : {
              term: t('form.rate'),
              value: t('job.rateFor', {
                rate: n.number(spec.demand.outputTokensPerS),
                hours: n.number(spec.demand.hours),
              }),
            },
      ];
    case 'rendering':
      return [
        { term: t('form.renderer'), value: t(`renderer.${spec.renderer}`) },
        { term: t('form.frames'), value: `${n.number(spec.frames)} · ${spec.widthPx} × ${spec.heightPx}` },
        {
          term: t('form.calibration'),
          value: t('job.secondsOn', {
            seconds: n.number(spec.calibrationSecondsPerFrame),
            chip: chipName(spec.calibrationChip),
          }),
        },
        { term: t('form.sceneMemory'), value: `${n.number(spec.sceneMemoryGb)} GB` },
      ];
    case 'card_hours':
      return [
        { term: t('details.cards'), value: n.number(spec.cards) },
        {
          term: t('details.reserved'),
          value: t('details.cardHours', { count: n.number(spec.cards * spec.hours) }),
        },
      ];
  }
}

function constraintFacts(spec: JobSpec, t: T, n: Numbers, locale: string): string[] {
  const c = spec.constraints;
  const percent = (share: number) => n.number(share, { style: 'percent', maximumFractionDigits: 1 });
  return [
    ...(c.chips.length > 0 ? [c.chips.map(chipName).join(', ')] : []),
    ...(c.chipKind ? [t(`kindOfChip.${c.chipKind}`)] : []),
    ...(c.vendors.length > 0 ? [c.vendors.join(', ')] : []),
    ...(c.port === undefined ? [] : [t(`constraint.port.${c.port}`)]),
    ...(c.memoryGbMin === undefined ? [] : [t('constraint.card_memory', { value: n.number(c.memoryGbMin) })]),
    ...(c.interconnectGbsMin === undefined
      ? []
      : [t('constraint.interconnect', { value: n.number(c.interconnectGbsMin) })]),
    ...(c.regions.length > 0 ? [c.regions.map((code) => placeName(code, locale)).join(', ')] : []),
    ...(c.latencyMsMax === undefined ? [] : [t('constraint.latency', { value: n.number(c.latencyMsMax) })]),
    ...(c.greenShareMin === undefined
      ? []
      : [t('constraint.green_share', { value: percent(c.greenShareMin) })]),
    ...(c.pueMax === undefined ? [] : [t('constraint.pue', { value: n.number(c.pueMax) })]),
    ...(c.gradeMin === undefined ? [] : [t('constraint.grade', { value: t(`grade.${c.gradeMin}`) })]),
  ];
}

export interface JobFactsProps {
  spec: JobSpec;
  columns?: 1 | 2 | 3;
  /** Whose page it is: “your region” is the buyer's own. */
  reader?: 'buyer' | 'provider';
}

/** A job as its buyer described it: the result wanted, the window, the data and the constraints. */
export function JobFacts({ spec, columns = 2, reader = 'buyer' }: JobFactsProps) {
  const t = useTranslations('buy');
  const n = useFormatter();
  const locale = useLocale();
  const asked = constraintFacts(spec, t, n, locale);
  const gb = (value: number | undefined): ReactNode =>
    value === undefined ? t('job.notStated') : `${n.number(value)} GB`;
  const items: Definition[] = [
    ...workloadFacts(spec, t, n),
    ...useMilestoneFact(spec),
    {
      term: t('form.window'),
      value: <HourRange start={spec.earliestHour} end={spec.deadlineHour} withZone />,
    },
    {
      term: t(reader === 'buyer' ? 'form.homeRegion' : 'job.buyerRegion'),
      value: spec.homeRegion ? placeName(spec.homeRegion, locale) : t('job.notStated'),
    },
    {
      term: t('form.data'),
      value:
        spec.dataInGb === undefined && spec.dataOutGb === undefined
          ? t('job.notStated')
          : t.rich('job.data', { in: () => gb(spec.dataInGb), out: () => gb(spec.dataOutGb) }),
    },
    { term: t('form.constraints'), value: asked.length > 0 ? asked.join(' · ') : t('job.unconstrained') },
  ];
  return <DefinitionList items={items} columns={columns} />;
}
