import { describe, expect, it } from 'vitest';
import { hourOf } from '@/lib/core/hours';
import { JobSpec } from '@/lib/market/job';
import { readJobForm } from './read-job-form';

const formOf = (fields: Readonly<Record<string, string | readonly string[]>>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields))
    for (const one of typeof value === 'string' ? [value] : value) form.append(name, one);
  return form;
};

const specOf = (read: unknown): unknown =>
  typeof read === 'object' && read !== null && 'spec' in read ? read.spec : null;

const rendering = {
  name: 'Spot',
  'spec.kind': 'rendering',
  'spec.renderer': 'blender-cycles',
  'spec.frames': '1,440',
  'spec.widthPx': '3840',
  'spec.heightPx': '2160',
  'spec.calibrationSecondsPerFrame': '41.5',
  'spec.calibrationChip': 'rtx-4090',
  'spec.sceneMemoryGb': '12',
  'spec.earliestHour': '2026-11-22T08:00',
  'spec.deadlineHour': '2026-11-24T20:00',
  timeZone: 'Asia/Shanghai',
};

describe('the job form', () => {
  it('reads 1,440 frames from 08:00 in Shanghai as 1440 frames from 00:00 UTC', () => {
    const read = readJobForm(
      formOf({
        ...rendering,
        'spec.constraints.greenShareMin': '60',
        'spec.constraints.port': 'verified',
      }),
    );
    const spec = specOf(read);
    const job = JobSpec.parse(spec);
    expect(job).toMatchObject({
      frames: 1440,
      earliestHour: hourOf(new Date('2026-11-22T00:00:00Z')),
      constraints: { greenShareMin: 0.6, port: 'verified', chips: [] },
    });
  });
  it('leaves what isn’t a number to the verb, under the field’s own path', () => {
    const spec = specOf(readJobForm(formOf({ ...rendering, 'spec.frames': 'many' })));
    const parsed = JobSpec.safeParse(spec);
    expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual(['frames']);
  });
  it('reads a training’s 4 milestones; blank asks for none, and 101 or more than its tokens are refused (S-7)', () => {
    const training = (milestones: string, tokensB = '2') =>
      JobSpec.safeParse(
        specOf(
          readJobForm(
            formOf({
              ...{ name: 'Tune', 'spec.kind': 'training', 'spec.precision': 'bf16', 'spec.method': 'lora' },
              ...{ 'spec.paramsTotalB': '8', 'spec.paramsActiveB': '8', 'spec.seqLen': '4096' },
              ...{ 'spec.earliestHour': '2026-11-22T08:00', 'spec.deadlineHour': '2026-11-24T20:00' },
              ...{ timeZone: 'Asia/Shanghai', 'spec.tokensB': tokensB, 'spec.milestones': milestones },
            }),
          ),
        ),
      );
    expect(training('4').data).toMatchObject({ milestones: 4 });
    expect(training('').data).not.toHaveProperty('milestones');
    const refused = (milestones: string, tokensB?: string) =>
      training(milestones, tokensB).error?.issues.map(({ path }) => path.join('.'));
    expect(refused('101')).toEqual(['milestones']);
    expect(refused('0')).toEqual(['milestones']);
    expect(refused('4', '0.000000003')).toEqual(['milestones']);
    expect(refused('3', '0.000000003')).toBeUndefined();
  });
  it('reads lists, and a rate held for hours as serving', () => {
    const read = readJobForm(
      formOf({
        name: 'Chat',
        'spec.kind': 'inference',
        'spec.demand.mode': 'serving',
        'spec.demand.outputTokensPerS': '2500',
        'spec.demand.hours': '48',
        'spec.constraints.regions': ['CN-NX', 'CN-GZ'],
      }),
    );
    expect(read).toMatchObject({
      spec: {
        demand: { mode: 'serving', outputTokensPerS: 2500, hours: 48 },
        constraints: { regions: ['CN-NX', 'CN-GZ'] },
      },
    });
  });
});
