import { regionByCode, regionName } from '@/lib/compute/regions';
import { amountText, type Micros } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import { csvText } from '@/lib/core/csv';
import { hourOf, hourStart } from '@/lib/core/hours';
import type { Charge } from './charges';
import { FOCUS_NAMES, type FocusRow } from './focus-columns';
import type { Invoice, InvoiceLine } from './get-invoice';

/** A kind of job as the specification's services name it; each service has one category and one subcategory. */
const SERVICES: Readonly<Record<string, readonly [name: string, category: string, subcategory: string]>> = {
  training: ['Cardhour Training', 'AI and Machine Learning', 'Machine Learning'],
  inference: ['Cardhour Inference', 'AI and Machine Learning', 'Generative AI'],
  rendering: ['Cardhour Rendering', 'Media', 'Content Creation'],
  card_hours: ['Cardhour Card-Hours', 'Compute', 'Other (Compute)'],
};

/** Outcome units in the specification's unit format. */
const UNITS: Readonly<Record<string, string>> = {
  training_tokens: 'Tokens',
  inference_tokens: 'Tokens',
  frames: 'Frames',
  serving_minutes: 'Minutes',
  card_hours: 'Card-Hours',
};

const instant = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;

const QUANTITY_DIGITS = 12;
const PRICE_DIGITS = 15;

/** A whole count of 10⁻ⁿ as a plain decimal without trailing zeros. */
function decimalText(count: bigint, digits: number): string {
  const scale = 10n ** BigInt(digits);
  const fraction = (count % scale).toString().padStart(digits, '0').replace(/0+$/, '');
  return fraction ? `${count / scale}.${fraction}` : `${count / scale}`;
}

/**
 * The card-hours a charge stands for and their price: the lease's card-hours by the part of its price that was earned.
 * Quantity × price is the cost to the micro, whatever the cost.
 */
export function pricing(
  lease: { readonly cardHours: number; readonly priceMicros: Micros },
  earnedMicros: Micros,
  costMicros: Micros,
): { readonly quantity: string; readonly unitPrice: string } {
  assert(earnedMicros > 0n && costMicros >= 0n, 'FOCUS', { earnedMicros, costMicros });
  const scale = 10n ** BigInt(QUANTITY_DIGITS);
  const exact = (BigInt(lease.cardHours) * earnedMicros * scale) / lease.priceMicros;
  const quantity = exact > 0n ? exact : 1n;
  const shift = 10n ** BigInt(QUANTITY_DIGITS + PRICE_DIGITS - 6);
  const unitPrice = (costMicros * shift + quantity / 2n) / quantity;
  return {
    quantity: decimalText(quantity, QUANTITY_DIGITS),
    unitPrice: decimalText(unitPrice, PRICE_DIGITS),
  };
}

const NO_PRICE = {
  ConsumedQuantity: null,
  ConsumedUnit: null,
  ContractedUnitPrice: null,
  ListUnitPrice: null,
  PricingCategory: null,
  PricingQuantity: null,
  PricingUnit: null,
  SkuId: null,
  SkuMeter: null,
  SkuPriceDetails: null,
  SkuPriceId: null,
} as const;

/** What was consumed and at what price; nobody negotiates here, so the price agreed is the price listed. */
function priced(line: InvoiceLine, charge: Charge, costMicros: Micros) {
  const { quantity, unitPrice } = pricing(line, charge.amountMicros, costMicros);
  return {
    ConsumedQuantity: charge.units.toString(),
    ConsumedUnit: UNITS[line.unitKind] ?? 'Units',
    ContractedUnitPrice: unitPrice,
    ListUnitPrice: unitPrice,
    // Rounds set the price of every hour anew.
    PricingCategory: 'Dynamic',
    PricingQuantity: quantity,
    PricingUnit: 'Card-Hours',
    SkuId: line.chip,
    SkuMeter: 'Card-Hours',
    SkuPriceDetails: JSON.stringify({ x_Chip: line.chip }),
    SkuPriceId: `${line.chip}/${line.poolCode}`,
  };
}

const WHAT = {
  usage: 'Accepted units of',
  cancellation: 'Cancelling',
  credit: 'Credit for',
} as const;

const costs = (micros: Micros) => {
  const cost = amountText(micros);
  return { BilledCost: cost, ContractedCost: cost, EffectiveCost: cost, ListCost: cost };
};

/** When the charge's work was done: a usage's in the lease's hours, all else in the hour it was posted. */
function chargePeriod(line: InvoiceLine, charge: Charge) {
  const usage = charge.category === 'usage';
  const from = usage ? line.startHour : hourOf(charge.at);
  const to = usage ? line.endHour : hourOf(charge.at) + 1;
  return { ChargePeriodStart: instant(hourStart(from)), ChargePeriodEnd: instant(hourStart(to)) };
}

/** The columns that every row of a lease's line has in common. */
function placeOf(invoice: Invoice, line: InvoiceLine, charge: Charge) {
  const [ServiceName, ServiceCategory, ServiceSubcategory] =
    SERVICES[line.jobKind] ?? (['Cardhour', 'Compute', 'Other (Compute)'] as const);
  const region = regionByCode(line.region);
  const label = line.label || null;
  return {
    BillingAccountId: invoice.organization.id,
    BillingAccountName: invoice.organization.registeredName,
    BillingAccountType: 'Organization',
    BillingCurrency: invoice.currency,
    BillingPeriodEnd: instant(invoice.to),
    BillingPeriodStart: instant(invoice.from),
    ChargeClass: charge.corrects ? 'Correction' : null,
    ChargeFrequency: charge.category === 'usage' ? 'Usage-Based' : 'One-Time',
    ...chargePeriod(line, charge),
    HostProviderName: line.providerName,
    InvoiceDetailId: line.leaseId,
    InvoiceId: invoice.number,
    InvoiceIssuerName: invoice.exchange?.registeredName ?? 'Cardhour',
    RegionId: line.region,
    RegionName: region ? regionName(region, 'en') : line.region,
    ResourceId: line.poolCode,
    ResourceName: line.poolName,
    ResourceType: 'Pool',
    ServiceCategory,
    ServiceName,
    ServiceProviderName: line.providerName,
    ServiceSubcategory,
    SubAccountId: label,
    SubAccountName: label,
    SubAccountType: label && 'Project label',
    Tags: label && JSON.stringify({ project: label }),
    x_JobId: line.jobId,
    x_LeaseId: line.leaseId,
    x_OrderId: line.orderId,
    x_PostingId: charge.postingId,
    x_QuoteId: line.quoteId,
    x_RoundNumber: line.roundNumber === null ? null : String(line.roundNumber),
  };
}

const CATEGORY = { usage: 'Usage', cancellation: 'Adjustment', credit: 'Credit' } as const;

/** A charge without its tax, and its tax as a row of its own where it has any: together what the invoice says. */
function rowsOf(invoice: Invoice, line: InvoiceLine, charge: Charge): FocusRow[] {
  const place = placeOf(invoice, line, charge);
  const done = charge.isLateInput ? 'Hours lost to late input of' : WHAT[charge.category];
  const what = `${done} ${line.jobName} in ${line.poolName}`;
  const netMicros = charge.amountMicros - charge.taxMicros;
  const row: FocusRow = {
    ...place,
    ...costs(netMicros),
    ...(charge.category === 'usage' ? priced(line, charge, netMicros) : NO_PRICE),
    ChargeCategory: CATEGORY[charge.category],
    ChargeDescription: what,
  };
  if (charge.taxMicros === 0n) return [row];
  const tax: FocusRow = {
    ...place,
    ...costs(charge.taxMicros),
    ...NO_PRICE,
    ChargeCategory: 'Tax',
    ChargeDescription: `Tax of ${line.taxBps / 100} % in: ${what}`,
  };
  return [row, tax];
}

/** A buyer's invoice as rows of the FOCUS Cost and Usage dataset; their BilledCost adds up to the invoice's total exactly. */
export const focusRows = (invoice: Invoice): readonly FocusRow[] =>
  invoice.lines.flatMap((line) => line.charges.flatMap((charge) => rowsOf(invoice, line, charge)));

/** The rows as a file: the specification's column names, null as nothing between two commas. */
export const focusCsv = (rows: readonly FocusRow[]): string =>
  csvText<FocusRow>(
    FOCUS_NAMES.map((name) => ({ header: name, value: (row) => row[name] })),
    rows,
  );
