/**
 * The Cost and Usage dataset of the FinOps Open Cost and Usage Specification (FOCUS) 1.4, ratified on 4 June 2026:
 * https://focus.finops.org/focus-specification/v1-4/. All of its mandatory columns, and of the conditional and
 * recommended ones those that this market has something to say in; it has no commitments, reservations or second
 * currency. `ProviderName` and `PublisherName` of earlier versions were replaced by `ServiceProviderName` and
 * `HostProviderName` in 1.3 and left out in 1.4. Our own columns come last and begin with `x_`.
 */
export const FOCUS_VERSION = '1.4';

interface ColumnRule {
  readonly type: 'string' | 'decimal' | 'datetime' | 'json';
  readonly nulls: boolean;
  readonly level: 'mandatory' | 'conditional' | 'recommended' | 'custom';
  readonly values?: readonly string[];
}

const text = (level: ColumnRule['level'], nulls = false, values?: readonly string[]): ColumnRule => ({
  type: 'string',
  nulls,
  level,
  values,
});
const decimal = (level: ColumnRule['level'], nulls = false): ColumnRule => ({
  type: 'decimal',
  nulls,
  level,
});
const datetime: ColumnRule = { type: 'datetime', nulls: false, level: 'mandatory' };
const json: ColumnRule = { type: 'json', nulls: true, level: 'conditional' };

/** Every column of the export in its order, with the specification's type, null rule and allowed values. */
export const FOCUS_COLUMNS = {
  BilledCost: decimal('mandatory'),
  BillingAccountId: text('mandatory'),
  BillingAccountName: text('mandatory', true),
  BillingAccountType: text('conditional', true),
  BillingCurrency: text('mandatory'),
  BillingPeriodEnd: datetime,
  BillingPeriodStart: datetime,
  ChargeCategory: text('mandatory', false, ['Usage', 'Purchase', 'Tax', 'Credit', 'Adjustment']),
  ChargeClass: text('mandatory', true, ['Correction']),
  ChargeDescription: text('mandatory', true),
  ChargeFrequency: text('recommended', false, ['One-Time', 'Recurring', 'Usage-Based']),
  ChargePeriodEnd: datetime,
  ChargePeriodStart: datetime,
  ConsumedQuantity: decimal('conditional', true),
  ConsumedUnit: text('conditional', true),
  ContractedCost: decimal('mandatory'),
  ContractedUnitPrice: decimal('conditional', true),
  EffectiveCost: decimal('mandatory'),
  HostProviderName: text('mandatory'),
  InvoiceDetailId: text('mandatory', true),
  InvoiceId: text('recommended', true),
  InvoiceIssuerName: text('mandatory'),
  ListCost: decimal('mandatory'),
  ListUnitPrice: decimal('conditional', true),
  PricingCategory: text('conditional', true, ['Standard', 'Dynamic', 'Committed', 'Other']),
  PricingQuantity: decimal('mandatory', true),
  PricingUnit: text('mandatory', true),
  RegionId: text('conditional', true),
  RegionName: text('conditional', true),
  ResourceId: text('conditional', true),
  ResourceName: text('conditional', true),
  ResourceType: text('conditional', true),
  ServiceCategory: text('mandatory', false, ['AI and Machine Learning', 'Compute', 'Media']),
  ServiceName: text('mandatory'),
  ServiceProviderName: text('mandatory'),
  ServiceSubcategory: text('recommended', false, [
    'Machine Learning',
    'Generative AI',
    'Content Creation',
    'Other (Compute)',
  ]),
  SkuId: text('conditional', true),
  SkuMeter: text('conditional', true),
  SkuPriceDetails: json,
  SkuPriceId: text('conditional', true),
  SubAccountId: text('conditional', true),
  SubAccountName: text('conditional', true),
  SubAccountType: text('conditional', true),
  Tags: json,
  x_JobId: text('custom', true),
  x_LeaseId: text('custom'),
  x_OrderId: text('custom'),
  x_PostingId: text('custom'),
  x_QuoteId: text('custom', true),
  x_RoundNumber: text('custom', true),
} as const satisfies Readonly<Record<string, ColumnRule>>;

export type FocusColumn = keyof typeof FOCUS_COLUMNS;
/** A row as it is written: numbers as decimal text, so that nothing is lost on the way; null where there is nothing. */
export type FocusRow = Readonly<Record<FocusColumn, string | null>>;

/** The columns' names in their order. */
export const FOCUS_NAMES = Object.keys(FOCUS_COLUMNS).filter((name): name is FocusColumn =>
  Object.hasOwn(FOCUS_COLUMNS, name),
);

const SHAPES = {
  decimal: /^-?\d+(\.\d+)?$/,
  datetime: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/,
} as const;

const isObject = (value: string): boolean => {
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
  } catch {
    return false;
  }
};

function columnFault(name: FocusColumn, value: string | null): string | null {
  const rule: ColumnRule = FOCUS_COLUMNS[name];
  if (value === null) return rule.nulls ? null : `${name} is null`;
  if (value === '' || value !== value.trim()) return `${name} is blank or padded`;
  if (rule.values && !rule.values.includes(value)) return `${name} isn't an allowed value: ${value}`;
  const shaped =
    rule.type === 'string' || (rule.type === 'json' ? isObject(value) : SHAPES[rule.type].test(value));
  return shaped ? null : `${name} isn't a ${rule.type}: ${value}`;
}

/** Columns that need a SKU price, and are null without one. */
const PRICED = [
  'ConsumedQuantity',
  'ConsumedUnit',
  'ContractedUnitPrice',
  'ListUnitPrice',
  'PricingCategory',
  'PricingQuantity',
  'PricingUnit',
  'SkuPriceDetails',
] as const satisfies readonly FocusColumn[];

const MICRO_DIGITS = 6;

/** A decimal text in whole 10⁻ⁿ. */
function scaled(value: string, digits: number): bigint {
  const [whole = '0', fraction = ''] = value.replace('-', '').split('.');
  const magnitude = BigInt(whole + fraction.padEnd(digits, '0').slice(0, digits));
  return value.startsWith('-') ? -magnitude : magnitude;
}

const PRODUCT_DIGITS = 18;

/** Whether unit price × quantity is the cost, to the micro that costs are given in. */
function isProduct(price: string, quantity: string, cost: string): boolean {
  const product = scaled(price, PRODUCT_DIGITS) * scaled(quantity, PRODUCT_DIGITS);
  const scale = 10n ** BigInt(2 * PRODUCT_DIGITS - MICRO_DIGITS);
  const rounded = (product + (product < 0n ? -scale : scale) / 2n) / scale;
  return rounded === scaled(cost, MICRO_DIGITS);
}

/** What is wrong with a row between its columns: the specification's nullability and cost rules as far as they can apply here. */
function rowFaults(row: FocusRow): string[] {
  const faults: string[] = [];
  const must = (holds: boolean, fault: string) => {
    if (!holds) faults.push(fault);
  };
  const category = row.ChargeCategory;
  const isNew = row.ChargeClass === null;
  if (row.SkuPriceId === null)
    for (const name of PRICED) must(row[name] === null, `${name} without SkuPriceId`);
  if (category === 'Tax')
    for (const name of ['SkuId', 'SkuPriceId'] as const) must(row[name] === null, `${name} of a tax`);
  if (category === 'Usage' && isNew)
    for (const name of ['SkuId', 'SkuPriceId', ...PRICED] as const)
      must(row[name] !== null, `${name} of usage is null`);
  if (category !== 'Usage') {
    must(row.ConsumedQuantity === null && row.ConsumedUnit === null, `consumption of ${category}`);
  }
  if (category === 'Purchase') must(row.ChargeFrequency !== 'Usage-Based', 'ChargeFrequency of a purchase');
  if (category === 'Credit')
    must(row.ListCost === row.BilledCost && row.ContractedCost === row.BilledCost, 'costs of a credit');
  must((row.SkuId === null) === (row.SkuMeter === null), 'SkuMeter goes with SkuId');
  must(
    (row.SubAccountId === null) === (row.SubAccountType === null),
    'SubAccountType goes with SubAccountId',
  );
  for (const [unitPrice, cost] of [
    ['ContractedUnitPrice', 'ContractedCost'],
    ['ListUnitPrice', 'ListCost'],
  ] as const) {
    const [price, quantity, value] = [row[unitPrice], row.PricingQuantity, row[cost]];
    if (price !== null && quantity !== null)
      must(
        value !== null && !price.startsWith('-') && isProduct(price, quantity, value),
        `${cost} isn't ${unitPrice} × PricingQuantity`,
      );
  }
  must(row.EffectiveCost === row.BilledCost, 'EffectiveCost without commitments is BilledCost');
  must((row.ChargePeriodStart ?? '') < (row.ChargePeriodEnd ?? ''), 'ChargePeriod is empty');
  must((row.BillingPeriodStart ?? '') < (row.BillingPeriodEnd ?? ''), 'BillingPeriod is empty');
  return faults;
}

/** What in a row breaks the specification's rules; empty for a row that keeps them. */
export const focusFaults = (row: FocusRow): readonly string[] => [
  ...FOCUS_NAMES.flatMap((name) => columnFault(name, row[name]) ?? []),
  ...rowFaults(row),
];
