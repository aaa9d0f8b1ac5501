import { expect, it } from 'vitest';
import { poolFilterOf } from './pool-filter-of';

it('takes from the address what can be a filter and leaves the rest', () => {
  const { filter, wrong } = poolFilterOf({
    vendor: 'Huawei',
    hub: 'atlantis',
    status: 'active',
    maxAsk: '1,250.50',
    region: 'CN-NX',
  });
  expect(filter).toMatchObject({ vendor: 'Huawei', status: 'active', maxAsk: '1250.50', region: 'CN-NX' });
  expect(filter.hub).toBeUndefined();
  expect(wrong.maxAsk).toBe(false);
});

it('says that “cheap” and −1 are no amounts instead of filtering by them', () => {
  for (const maxAsk of ['cheap', '-1'])
    expect(poolFilterOf({ maxAsk })).toMatchObject({
      filter: { maxAsk: undefined },
      wrong: { maxAsk: true },
    });
});
