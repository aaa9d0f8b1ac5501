import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hrefWith, paramOf, parseTableQuery } from './table-query';

const rules = { sortable: ['price', 'cards'], defaultSort: 'price' };

describe('a table in its address', () => {
  it('page 3 of 50 rows starts at row 100', () => {
    expect(parseTableQuery({ page: '3', sort: 'cards', dir: 'asc' }, rules)).toEqual({
      sort: 'cards',
      direction: 'asc',
      page: 3,
      pageSize: 50,
      offset: 100,
    });
  });
  it('a prefix keeps two tables of one page apart', () => {
    const params = { 'trades.page': '2', page: '9' };
    expect(parseTableQuery(params, { ...rules, prefix: 'trades' }).page).toBe(2);
  });
  it('whatever the address says, sort is a listed column and the page a whole number from 1', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (sort, dir, page) => {
        const query = parseTableQuery({ sort, dir, page }, rules);
        expect(rules.sortable).toContain(query.sort);
        expect(['asc', 'desc']).toContain(query.direction);
        expect(Number.isSafeInteger(query.offset) && query.offset >= 0).toBe(true);
      }),
    );
  });
  it('blank filters are absent filters', () => {
    expect(paramOf({ chip: '  ' }, 'chip')).toBeUndefined();
    expect(paramOf({ chip: ['H100', 'A100'] }, 'chip')).toBe('H100');
  });
  it('changing the sort keeps the filters and forgets the page', () => {
    const params = { chip: ['H100', 'A100'], page: '4', region: '' };
    expect(hrefWith('/market', params, { sort: 'cards', page: null })).toBe(
      '/market?chip=H100&chip=A100&sort=cards',
    );
    expect(hrefWith('/market', {}, { page: null })).toBe('/market');
  });
});
