import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvValue, csvText } from './csv';

const one = (value: CsvValue) =>
  csvText([{ header: 'x', value: (v: CsvValue) => v }], [value]).split('\r\n')[1];

describe('CSV', () => {
  it('has a header and ends every line with CRLF', () => {
    const columns = [
      { header: 'region', value: (row: { region: string; cards: number }) => row.region },
      { header: 'cards', value: (row: { region: string; cards: number }) => row.cards },
    ];
    expect(csvText(columns, [{ region: 'CN-NX', cards: 64 }])).toBe('region,cards\r\nCN-NX,64\r\n');
    expect(csvText(columns, [])).toBe('region,cards\r\n');
  });
  it('quotes commas, quotes, line breaks and outer blanks', () => {
    expect(one('a,b')).toBe('"a,b"');
    expect(one('say "hi"')).toBe('"say ""hi"""');
    expect(one(' a')).toBe('" a"');
    expect(csvText([{ header: 'x', value: (v: string) => v }], ['a\nb'])).toBe('x\r\n"a\nb"\r\n');
  });
  it('disarms what a spreadsheet would run', () => {
    for (const text of ['=1+1', '@SUM(A1)', '+cmd|x', '-2+3', '＝1', '|dde'])
      expect(one(text)?.replaceAll('"', '').startsWith("'")).toBe(true);
    expect(one('\t=1+1')).toBe("'\t=1+1");
    expect(one(' =HYPERLINK("x")')).toBe('"\' =HYPERLINK(""x"")"');
  });
  it('leaves numbers alone, also negative ones in text', () => {
    expect([one(-5), one(-5n), one('-12.40'), one('12.40'), one('+3')]).toEqual([
      '-5',
      '-5',
      '-12.40',
      '12.40',
      '+3',
    ]);
    expect(one(null)).toBe('');
    expect(() => one(Number.NaN)).toThrow('csv');
  });
  it('is read back by a CSV reader as it was, but for the apostrophe', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string(), { minLength: 2, maxLength: 2 }), { minLength: 1 }),
        (rows) => {
          const columns = [0, 1].map((i) => ({ header: `c${i}`, value: (row: string[]) => row[i] ?? null }));
          const read: string[][] = parse(csvText(columns, rows), { record_delimiter: '\r\n', from_line: 2 });
          const plain = (texts: readonly (readonly string[])[]) =>
            texts.map((row) => row.map((text) => text.replace(/^'/, '')));
          expect(plain(read)).toEqual(plain(rows));
        },
      ),
    );
  });
});
