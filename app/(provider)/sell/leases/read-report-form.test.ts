import { describe, expect, it } from 'vitest';
import { readReportForm } from './read-report-form';

const formOf = (...fields: readonly (readonly [string, string])[]): FormData => {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
};

const HASH = 'AB'.repeat(32);

describe('the report form', () => {
  it('reads 1,500 units, two files row by row, and the metrics that have a name and a value', () => {
    const read = readReportForm(
      formOf(
        ['leaseId', 'lea_1'],
        ['requestId', 'request-1'],
        ['units', '1,500'],
        ['file.name', 'a.tar '],
        ['file.sha256', HASH],
        ['file.bytes', '2,048'],
        ['file.name', 'b.tar'],
        ['file.sha256', HASH],
        ['file.bytes', '0'],
        ['metric.key', 'loss'],
        ['metric.value', '1.25'],
        ['metric.key', 'engine'],
        ['metric.value', 'cycles 4'],
        ['metric.key', ''],
        ['metric.value', ''],
        ['evidence.note', ' two parts '],
      ),
    );
    expect(read).toEqual({
      leaseId: 'lea_1',
      requestId: 'request-1',
      units: '1500',
      evidence: {
        files: [
          { name: 'a.tar', sha256: HASH.toLowerCase(), bytes: 2048 },
          { name: 'b.tar', sha256: HASH.toLowerCase(), bytes: 0 },
        ],
        metrics: { loss: 1.25, engine: 'cycles 4' },
        note: 'two parts',
      },
    });
  });
  it('reads the checkpoint of a lease with milestones: the first file unless another is named, loaded at a minute of UTC', () => {
    const read = (...typed: readonly (readonly [string, string])[]) =>
      readReportForm(formOf(['file.name', 'a.bin'], ['file.name', 'b.bin'], ...typed));
    const loaded = ['evidence.checkpoint.loadedAt', '2026-11-21T08:05'] as const;
    const loadedAt = '2026-11-21T08:05:00.000Z';
    expect(read(loaded, ['evidence.checkpoint.file', ''])).toMatchObject({
      evidence: { checkpoint: { file: 'a.bin', loadedAt } },
    });
    expect(read(loaded, ['evidence.checkpoint.file', ' b.bin '])).toMatchObject({
      evidence: { checkpoint: { file: 'b.bin', loadedAt } },
    });
    expect(read()).not.toMatchObject({ evidence: { checkpoint: expect.anything() } });
    expect(read(['evidence.checkpoint.loadedAt', 'noon'])).toMatchObject({
      evidence: { checkpoint: { loadedAt: 'noon' } },
    });
  });
  it('leaves a size that isn’t a number as typed, so that the verb names its field', () => {
    const read = readReportForm(
      formOf(['units', 'many'], ['file.name', 'a'], ['file.sha256', 'x'], ['file.bytes', 'big']),
    );
    expect(read).toMatchObject({ units: 'many', evidence: { files: [{ bytes: 'big' }], metrics: {} } });
  });
  it('reads the hours the cards worked where they are counted: 2.5; a blank leaves them to the lease’s clock', () => {
    const hours = (typed: string) => readReportForm(formOf(['evidence.runtimeHours', typed]));
    expect(hours('2.5')).toMatchObject({ evidence: { runtimeHours: 2.5 } });
    expect(hours('a day')).toMatchObject({ evidence: { runtimeHours: 'a day' } });
    expect(hours('')).not.toMatchObject({ evidence: { runtimeHours: expect.anything() } });
  });
});
