import { expect, it } from 'vitest';
import { readTermsForm } from './read-terms-form';

const form = (fields: Readonly<Record<string, string>>): FormData => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
};

it('an hour on the market’s clock is the instant at which it starts: 18:00 in Shanghai is 10:00 UTC', () => {
  expect(readTermsForm(form({ validFrom: '2026-11-22T18:00' })).validFrom).toBe('2026-11-22T10:00:00.000Z');
  expect(readTermsForm(form({ validFrom: '2026-11-22T18:30' })).validFrom).toBeUndefined();
  expect(readTermsForm(form({ validFrom: '' })).validFrom).toBeUndefined();
});

it('whole numbers become numbers; anything else is left as typed, for the verb to refuse', () => {
  const { values } = readTermsForm(
    form({ 'values.feeBps': '150', 'values.taxBps': '1.5', 'values.payoutMinimum': '99.50' }),
  );
  expect(values.freedCardsPassRound).toBe(false);
  expect(readTermsForm(form({ 'values.freedCardsPassRound': 'on' })).values.freedCardsPassRound).toBe(true);
  expect(values).toMatchObject({ feeBps: 150, taxBps: '1.5', payoutMinimum: '99.50' });
});
