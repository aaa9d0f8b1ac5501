import { describe, expect, it } from 'vitest';
import { shareBpsOf, typedUnits } from '@/components/disputes/typed-share';
import { readDecisionForm, readStatementForm } from './read-forms';

const formOf = (...fields: readonly (readonly [string, string])[]): FormData => {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
};

describe('the forms of a dispute', () => {
  it('read words, files row by row and a ticked rest', () => {
    const read = readStatementForm(
      formOf(
        ['disputeId', 'dsp_1'],
        ['requestId', 'request-1'],
        ['statement', ' The frames match. '],
        ['file.name', 'log.txt'],
        ['file.sha256', 'AB'.repeat(32)],
        ['file.bytes', '2,048'],
        ['file.name', 'b'],
        ['file.sha256', ''],
        ['file.bytes', 'big'],
        ['rests', 'on'],
      ),
    );
    expect(read).toEqual({
      disputeId: 'dsp_1',
      requestId: 'request-1',
      statement: 'The frames match.',
      files: [
        { name: 'log.txt', sha256: 'ab'.repeat(32), bytes: 2048 },
        { name: 'b', sha256: '', bytes: 'big' },
      ],
      rests: true,
    });
  });
  it('read a share only for a shared outcome: 1,250 units, or 33.3 % as 3330', () => {
    const read = (...fields: readonly (readonly [string, string])[]) => readDecisionForm(formOf(...fields));
    expect(read(['outcome', 'shared'], ['enteredAs', 'units'], ['providerUnits', '1,250'])).toMatchObject({
      providerUnits: '1250',
    });
    expect(read(['outcome', 'shared'], ['enteredAs', 'percent'], ['shareBps', '33.3'])).toMatchObject({
      shareBps: 3330,
    });
    expect(read(['outcome', 'shared'], ['enteredAs', 'percent'], ['shareBps', 'half'])).toMatchObject({
      shareBps: 'half',
    });
    expect(read(['outcome', 'for_buyer'], ['providerUnits', '5'])).not.toHaveProperty('providerUnits');
  });
});

describe('a typed share', () => {
  it('is whole units or a percentage with two decimals: 66.67 % of 30 is ⌊20.001⌋ = 20', () => {
    expect(shareBpsOf('66.67')).toBe(6667);
    expect([shareBpsOf('100'), shareBpsOf('7,5 %'), shareBpsOf('100.01'), shareBpsOf('1.234')]).toEqual([
      10_000,
      750,
      null,
      null,
    ]);
    expect(typedUnits({ as: 'percent', text: '66.67' }, 30n)).toBe(20n);
    expect(typedUnits({ as: 'units', text: '1,250' }, 2000n)).toBe(1250n);
  });
  it('is none while it leaves a side nothing', () => {
    for (const text of ['', '0', '30', '31', 'all'])
      expect(typedUnits({ as: 'units', text }, 30n)).toBeNull();
    for (const text of ['0', '3', '100']) expect(typedUnits({ as: 'percent', text }, 30n)).toBeNull();
  });
});
