import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountText, parseAmount } from '@/lib/core/amount';
import { BillingMonth, boundsOf } from './billing-month';
import { type Charge, chargesOf, type LeaseEvent, takingsOf } from './charges';
import { FOCUS_COLUMNS, FOCUS_NAMES, type FocusRow, focusFaults } from './focus-columns';
import { focusCsv, focusRows, pricing } from './focus-rows';
import type { Invoice, InvoiceLine } from './get-invoice';

const YUAN = 1_000_000n;
const month = BillingMonth.parse('2026-11');
const at = new Date('2026-11-05T10:30:00Z');
const none = 0n;

const event = (given: Partial<LeaseEvent>): LeaseEvent => ({
  postingId: 'pst_1',
  leaseId: 'lea_1',
  recipe: 'settle_lease',
  eventAt: at,
  earnedMicros: none,
  feeMicros: none,
  changeMicros: none,
  returnedMicros: none,
  units: none,
  isLateInput: false,
  billedBefore: false,
  disputeId: null,
  ...given,
});

const lineWith = (charges: readonly Charge[], given: Partial<InvoiceLine> = {}): InvoiceLine => ({
  leaseId: 'lea_1',
  orderId: 'ord_1',
  quoteId: null,
  jobId: 'job_1',
  jobName: 'Opening titles',
  jobKind: 'rendering',
  label: 'atlas',
  roundNumber: 7,
  poolCode: 'CNNX-R01-HELAN-0001-A',
  poolName: 'Helan 1',
  providerName: 'Helan Compute',
  chip: 'l40s',
  region: 'CN-NX',
  unitKind: 'frames',
  units: 100n,
  priceMicros: 80n * YUAN,
  taxBps: 600,
  disputeIds: [],
  cardHours: 8,
  startHour: 498_000,
  endHour: 498_004,
  paidUnits: none,
  lateInputUnits: none,
  chargedMicros: none,
  feeMicros: none,
  creditMicros: none,
  returnedMicros: none,
  taxMicros: none,
  totalMicros: charges.reduce((total, charge) => total + charge.amountMicros, 0n),
  charges,
  ...given,
});

const invoiceWith = (lines: readonly InvoiceLine[]): Invoice => ({
  side: 'buyer',
  month,
  number: 'INV-ATLAS-202611',
  closed: true,
  ...boundsOf(month),
  currency: 'CNY',
  exchange: {
    id: 'org_0',
    registeredName: 'The exchange',
    country: 'CN',
    registrationNumber: '1',
    address: null,
  },
  organization: {
    id: 'org_1',
    registeredName: 'Atlas Film',
    country: 'CN',
    registrationNumber: '2',
    address: null,
  },
  lines: [...lines],
  chargedMicros: none,
  feeMicros: none,
  creditMicros: none,
  returnedMicros: none,
  taxMicros: none,
  totalMicros: lines.reduce((total, line) => total + line.totalMicros, 0n),
  balance: { openingMicros: none, changes: [], closingMicros: none },
});

const microsOf = (text: string | null): bigint => {
  const parsed = parseAmount(text ?? '');
  if (!parsed.ok) throw new Error(`not an amount: ${text}`);
  return parsed.value;
};
const billed = (rows: readonly FocusRow[]) => rows.reduce((sum, row) => sum + microsOf(row.BilledCost), 0n);

describe('a buyer’s charges', () => {
  it('40.00 earned at 6 % tax is one charge of 40.00 with 2.264150 of tax in it', () => {
    expect(
      chargesOf(event({ earnedMicros: 40n * YUAN, changeMicros: -40n * YUAN, units: 50n }), 600),
    ).toMatchObject([
      { category: 'usage', amountMicros: 40n * YUAN, taxMicros: 2_264_150n, units: 50n, corrects: false },
    ]);
  });
  it('40.00 earned of which 2.00 came back for lateness: a charge of 40.00 and a credit of 2.00 with its tax', () => {
    const charges = chargesOf(event({ earnedMicros: 40n * YUAN, changeMicros: -38n * YUAN }), 600);
    expect(charges.map((one) => [one.category, one.amountMicros, one.taxMicros])).toEqual([
      ['usage', 40n * YUAN, 2_264_150n],
      ['credit', -2n * YUAN, -113_207n],
    ]);
  });
  it('a refund of what was held is no charge; a credit for a lease billed in an earlier month is a correction', () => {
    expect(chargesOf(event({ recipe: 'close_lease', returnedMicros: 5n * YUAN }), 600)).toEqual([]);
    const late = event({ recipe: 'credit_after_payout', changeMicros: 3n * YUAN, billedBefore: true });
    expect(chargesOf(late, 0)).toMatchObject([
      { category: 'credit', amountMicros: -3n * YUAN, corrects: true },
    ]);
  });
  it('what a provider took: 40.00 earned, 0.80 fee, 2.00 credited, 37.20 net', () => {
    expect(
      takingsOf(event({ earnedMicros: 40n * YUAN, feeMicros: 800_000n, changeMicros: 37_200_000n })),
    ).toMatchObject({ creditMicros: 2n * YUAN, netMicros: 37_200_000n });
  });
});

describe('a billing export', () => {
  it('says of paid late input that it is no result, in the charge and in its tax (S-9)', () => {
    const late = { earnedMicros: 40n * YUAN, changeMicros: -40n * YUAN, units: 50n, isLateInput: true };
    const rows = focusRows(invoiceWith([lineWith(chargesOf(event(late), 600))]));
    expect(rows.map((row) => row.ChargeDescription)).toEqual([
      'Hours lost to late input of Opening titles in Helan 1',
      'Tax of 6 % in: Hours lost to late input of Opening titles in Helan 1',
    ]);
    expect(rows.flatMap(focusFaults)).toEqual([]);
  });
  it('of a lease of 8 card-hours for 80.00, half of it accepted: 4 card-hours at 9.433962 net, 50 frames, and the tax beside it', () => {
    const charges = chargesOf(
      event({ earnedMicros: 40n * YUAN, changeMicros: -40n * YUAN, units: 50n }),
      600,
    );
    const [usage, tax, ...more] = focusRows(invoiceWith([lineWith(charges)]));
    expect(more).toEqual([]);
    expect(usage).toMatchObject({
      BilledCost: '37.73585',
      ListCost: '37.73585',
      PricingQuantity: '4',
      ContractedUnitPrice: '9.4339625',
      ConsumedQuantity: '50',
      ConsumedUnit: 'Frames',
      ChargePeriodStart: '2026-10-24T00:00:00Z',
      ChargePeriodEnd: '2026-10-24T04:00:00Z',
      RegionId: 'CN-NX',
      ResourceId: 'CNNX-R01-HELAN-0001-A',
      SubAccountId: 'atlas',
      Tags: '{"project":"atlas"}',
      InvoiceId: 'INV-ATLAS-202611',
      ServiceCategory: 'Media',
    });
    expect(tax).toMatchObject({ ChargeCategory: 'Tax', BilledCost: '2.26415', SkuPriceId: null });
  });

  it('is CSV with the specification’s column names first and our own last, null as nothing', () => {
    const charges = chargesOf(event({ recipe: 'charge_provider', changeMicros: YUAN }), 0);
    const [header = '', row = ''] = focusCsv(focusRows(invoiceWith([lineWith(charges)]))).split('\r\n');
    expect(header.split(',')).toEqual(FOCUS_NAMES);
    const custom = FOCUS_NAMES.findIndex((name) => name.startsWith('x_'));
    expect(FOCUS_NAMES.slice(custom).every((name) => name.startsWith('x_'))).toBe(true);
    expect(FOCUS_NAMES.slice(0, custom)).toEqual([...FOCUS_NAMES.slice(0, custom)].sort());
    expect(row).toContain('-1.00,org_1,Atlas Film,Organization,CNY,');
    expect(row).not.toContain('null');
  });

  it('has every mandatory column of version 1.4', () => {
    const mandatory = FOCUS_NAMES.filter((name) => FOCUS_COLUMNS[name].level === 'mandatory');
    expect(mandatory).toEqual(
      `BilledCost BillingAccountId BillingAccountName BillingCurrency BillingPeriodEnd BillingPeriodStart ChargeCategory
       ChargeClass ChargeDescription ChargePeriodEnd ChargePeriodStart ContractedCost EffectiveCost HostProviderName
       InvoiceDetailId InvoiceIssuerName ListCost PricingQuantity PricingUnit ServiceCategory ServiceName
       ServiceProviderName`.split(/\s+/),
    );
  });

  it('a broken row is found: usage without a price, a tax with one, a cost that isn’t price × quantity, a sign, a date', () => {
    const charges = chargesOf(event({ earnedMicros: 40n * YUAN, changeMicros: -40n * YUAN }), 600);
    const [usage, tax] = focusRows(invoiceWith([lineWith(charges)]));
    if (!usage || !tax) throw new Error('rows');
    expect(focusFaults(usage)).toEqual([]);
    expect(focusFaults({ ...usage, SkuPriceId: null })).toContain('SkuPriceId of usage is null');
    expect(focusFaults({ ...tax, SkuPriceId: 'l40s' })).toContain('SkuPriceId of a tax');
    expect(focusFaults({ ...usage, ListCost: '37.735851' })).toEqual([
      "ListCost isn't ListUnitPrice × PricingQuantity",
    ]);
    expect(focusFaults({ ...usage, PricingQuantity: '+4' })).toContain("PricingQuantity isn't a decimal: +4");
    expect(focusFaults({ ...usage, BillingPeriodEnd: '2026-12-01' })).toContain(
      "BillingPeriodEnd isn't a datetime: 2026-12-01",
    );
    expect(focusFaults({ ...usage, ChargeCategory: 'Refund' })[0]).toContain('ChargeCategory');
  });
});

const micros = fc.bigInt({ min: 0n, max: 10n ** 15n });
const lease = fc
  .record({
    priceMicros: fc.oneof(fc.constant(1n), fc.bigInt({ min: 1n, max: 10n ** 15n })),
    cardHours: fc.integer({ min: 1, max: 1_000_000 }),
    taxBps: fc.integer({ min: 0, max: 3000 }),
    parts: fc.array(fc.record({ part: fc.nat(1000), creditPart: fc.nat(1000), more: micros }), {
      maxLength: 6,
    }),
  })
  .map(({ parts, ...given }) => {
    let left = given.priceMicros;
    const charges = parts.flatMap(({ part, creditPart, more }, index) => {
      const earnedMicros = (left * BigInt(part)) / 1000n;
      left -= earnedMicros;
      // A credit may be larger than what was earned with it: a charge for failing comes on its own.
      const credit = creditPart % 3 === 0 ? more : (earnedMicros * BigInt(creditPart)) / 1000n;
      const moved = event({
        postingId: `pst_${index}`,
        earnedMicros,
        changeMicros: credit - earnedMicros,
        units: 1n,
      });
      return chargesOf(moved, given.taxBps);
    });
    return lineWith(charges, given);
  });

describe('every billing export', () => {
  it('adds up to its invoice to the micro and breaks no rule of the specification, whatever was settled, credited and taxed', () => {
    fc.assert(
      fc.property(fc.array(lease, { maxLength: 5 }), (lines) => {
        const invoice = invoiceWith(lines);
        const rows = focusRows(invoice);
        expect(billed(rows)).toBe(invoice.totalMicros);
        expect(rows.flatMap(focusFaults)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
  it('a price of one micro for a million card-hours still has a quantity and a price', () => {
    expect(pricing({ cardHours: 1_000_000, priceMicros: 1n }, 1n, 1n)).toEqual({
      quantity: '1000000',
      unitPrice: '0.000000000001',
    });
    expect(amountText(1n)).toBe('0.000001');
  });
});
