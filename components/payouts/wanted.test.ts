import { expect, it } from 'vitest';
import { listWanted, wantedOf } from './wanted';

it('Stripe’s names become kinds: an external account, a document, a person, the company, terms', () => {
  expect(
    [
      'external_account',
      'individual.verification.document',
      'person_1Nv.first_name',
      'representative.dob.day',
      'company.tax_id',
      'business_profile.url',
      'tos_acceptance.date',
      'something.new',
    ].map(wantedOf),
  ).toEqual(['bank_account', 'document', 'person', 'person', 'company', 'business', 'terms', 'other']);
});

it('three facts about a person are asked for once; what we have no word for keeps its name', () => {
  expect(
    listWanted(['future.rule', 'individual.dob.day', 'individual.dob.month', 'external_account']),
  ).toEqual([
    { wanted: 'bank_account', name: 'external_account' },
    { wanted: 'person', name: 'individual.dob.day' },
    { wanted: 'other', name: 'future.rule' },
  ]);
});
