import { expect, it } from 'vitest';
import { denseTflopsOf, vendorOf } from './dense-rate';
import { priceChange } from './price-change';

it('from 10.00 to 10.50 is 5 % up, to 7.50 25 % down; without an earlier price there is no change', () => {
  expect(priceChange(10_500_000n, 10_000_000n)).toBe(0.05);
  expect(priceChange(7_500_000n, 10_000_000n)).toBe(-0.25);
  expect(priceChange(10_000_000n, null)).toBeNull();
  expect(priceChange(null, 10_000_000n)).toBeNull();
  expect(priceChange(10_000_000n, 0n)).toBeNull();
});

it('an H100 SXM has 989.5 dense TFLOP/s within 1; a chip the catalogue doesn’t know none, and its key for a vendor', () => {
  expect(Math.abs((denseTflopsOf('h100-sxm-80gb') ?? 0) - 989.5)).toBeLessThan(1);
  expect(denseTflopsOf('abacus')).toBeNull();
  expect([vendorOf('h100-sxm-80gb'), vendorOf('abacus')]).toEqual(['NVIDIA', 'abacus']);
});
