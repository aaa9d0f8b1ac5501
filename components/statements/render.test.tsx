import { fileURLToPath } from 'node:url';
import { NextIntlClientProvider } from 'next-intl';
import { Tooltip } from 'radix-ui';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { RECIPES } from '@/lib/ledger/posting';
import { LOCALES, type Locale, type Messages, readMessages } from '@/lib/messages/messages';
import { BudgetBar } from '../budgets/budget-bar';
import { FundsForecast, LowBalance } from '../budgets/funds-forecast';
import { RoomLine } from '../budgets/room-line';
import { InvoiceSheet } from './invoice-sheet';
import type { InvoiceShown } from './invoice-shown';
import { LineLinks } from './line-links';
import type { LineShown } from './line-shown';
import { LineWords } from './line-words';

const YUAN = 1_000_000n;

/** The words under some keys. */
function wordsAt(messages: Messages, ...keys: readonly string[]): Messages {
  return keys.reduce<Messages>((words, key) => {
    const under = words[key];
    if (typeof under !== 'object') throw new Error(`no words at ${keys.join('.')}`);
    return under;
  }, messages);
}
const root = fileURLToPath(new URL('../..', import.meta.url));

/** A screen's markup in a language; a missing or malformed message throws. */
async function markupOf(locale: Locale, screen: ReactNode): Promise<string> {
  const messages = await readMessages(root, locale);
  return renderToStaticMarkup(
    <NextIntlClientProvider
      locale={locale}
      messages={messages}
      timeZone="Asia/Shanghai"
      onError={(error) => {
        throw error;
      }}
    >
      <Tooltip.Provider>{screen}</Tooltip.Provider>
    </NextIntlClientProvider>,
  );
}

/** What people read of it. */
const textOf = async (locale: Locale, screen: ReactNode): Promise<string> =>
  (await markupOf(locale, screen)).replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

const invoice: InvoiceShown = {
  side: 'buyer',
  month: '2026-11',
  number: 'INV-ATLAS-202611',
  closed: false,
  from: new Date('2026-11-01T00:00:00Z'),
  to: new Date('2026-12-01T00:00:00Z'),
  currency: 'CNY',
  exchange: {
    registeredName: 'The exchange',
    country: 'CN',
    registrationNumber: '91640100MA0000001X',
    address: { lines: ['1 Exchange Road'], city: 'Beijing', postalCode: '100032', country: 'CN' },
  },
  organization: { registeredName: 'Atlas Film', country: 'DE', registrationNumber: 'HRB 7', address: null },
  lines: [
    {
      leaseId: 'lea_1',
      orderId: 'ord_1',
      quoteId: 'quo_1',
      jobId: 'job_1',
      roundNumber: 12,
      disputeIds: ['dsp_1', 'dsp_2'],
      jobName: 'Opening titles',
      label: 'atlas',
      poolName: 'Helan 1',
      poolCode: 'CNNX-R01-HELAN-0001-A',
      providerName: 'Helan Compute',
      unitKind: 'frames',
      units: 100n,
      paidUnits: 50n,
      lateInputUnits: 0n,
      cardHours: 8,
      startHour: 498_000,
      endHour: 498_004,
      priceMicros: 80n * YUAN,
      taxBps: 600,
      chargedMicros: 40_004_321n,
      feeMicros: 0n,
      creditMicros: 2n * YUAN,
      returnedMicros: 0n,
      taxMicros: 2_151_188n,
      totalMicros: 38_004_321n,
    },
  ],
  chargedMicros: 40_004_321n,
  feeMicros: 0n,
  creditMicros: 2n * YUAN,
  returnedMicros: 0n,
  taxMicros: 2_151_188n,
  totalMicros: 38_004_321n,
  balance: {
    openingMicros: 100n * YUAN,
    changes: [{ event: 'deliveries', micros: -38_004_321n }],
    closingMicros: 61_995_679n,
  },
};

const line: LineShown = {
  version: 7n,
  postingId: 'pst_1',
  eventAt: new Date('2026-11-05T10:00:00Z'),
  recipe: 'settle_lease',
  amountMicros: -40n * YUAN,
  balanceAfterMicros: 60n * YUAN,
  earnedMicros: 40n * YUAN,
  feeMicros: 800_000n,
  because: null,
  outcome: null,
  leaseId: 'lea_1',
  orderId: 'ord_1',
  quoteId: 'quo_1',
  jobId: 'job_1',
  jobName: 'Opening titles',
  label: 'atlas',
  poolName: 'Helan 1',
  roundNumber: 12,
  disputeId: 'dsp_1',
  paymentId: 'pay_1',
  channel: 'stripe',
};

describe.each(LOCALES)('on screen and paper, %s', (locale) => {
  it('an invoice has its number, both parties, exact lines, and a total of 38.00 with 0.004321 explained', async () => {
    const text = await textOf(locale, <InvoiceSheet invoice={invoice} />);
    for (const part of ['INV-ATLAS-202611', 'The exchange', '91640100MA0000001X', 'Atlas Film', 'HRB 7'])
      expect(text).toContain(part);
    for (const part of ['Opening titles', 'Helan 1', 'lea_1', '40.004321', '−2.00', '38.004321', '2.151188'])
      expect(text).toContain(part);
    expect(text).toContain('¥38.00');
    expect(text).toContain('0.004321');
    expect(text).toContain('61.995679');
  });

  it('an invoice’s columns have as many decimals in every row; its lines link to lease, round, quote, order and disputes', async () => {
    const lines = invoice.lines.flatMap((one) => [
      one,
      { ...one, leaseId: 'lea_2', chargedMicros: 1_250n * YUAN },
    ]);
    const markup = await markupOf(locale, <InvoiceSheet invoice={{ ...invoice, lines }} />);
    expect(markup).toContain('1,250.000000');
    const disputes = ['/buy/disputes/dsp_1', '/buy/disputes/dsp_2'];
    for (const href of ['/buy/leases/lea_1', '/market/rounds/12', '/buy/orders/ord_1', ...disputes])
      expect(markup).toContain(`href="${href}"`);
  });

  it('a self-billing note links to no order of its buyer, and says once that no address is on record', async () => {
    const markup = await markupOf(locale, <InvoiceSheet invoice={{ ...invoice, side: 'provider' }} />);
    expect(markup).toContain('href="/sell/leases/lea_1"');
    expect(markup).not.toContain('/orders/');
    const { statements } = await readMessages(root, locale);
    const words = typeof statements === 'object' ? statements.invoice : undefined;
    const said = typeof words === 'object' ? String(words.noAddress) : '';
    expect(markup.split(said)).toHaveLength(2);
  });

  it('a self-billing note and a month without lines are whole sheets too', async () => {
    const note = await textOf(
      locale,
      <InvoiceSheet invoice={{ ...invoice, side: 'provider', closed: true }} />,
    );
    expect(note).toContain('Opening titles');
    const empty = { ...invoice, lines: [], totalMicros: 0n, exchange: null };
    expect(await textOf(locale, <InvoiceSheet invoice={empty} />)).toContain('¥0.00');
  });

  it('every recipe is a sentence on both sides, with the job’s label', async () => {
    for (const recipe of RECIPES)
      for (const side of ['buyer', 'provider'] as const) {
        const text = await textOf(locale, <LineWords line={{ ...line, recipe }} side={side} />);
        expect(text).toContain('atlas');
        expect(text).not.toContain(recipe);
      }
  });

  it('every line of an organization’s accounts has its words in the wallet, every payable one among the earnings', async () => {
    const messages = await readMessages(root, locale);
    const platformOnly = ['processor_fee', 'fee_returned', 'to_bank', 'fund_guarantee', 'own_money'];
    const ofWallet = wordsAt(messages, 'buy', 'recipe');
    expect(RECIPES.filter((recipe) => !(recipe in ofWallet) && !platformOnly.includes(recipe))).toEqual([]);
    const payable = [
      'settle_lease',
      'decide_dispute',
      'cancel_lease',
      'pass_hours',
      'start_payout',
      'fail_payout',
    ];
    const takenOrBack = ['payout_after_all', 'reverse_payout', 'recover_receivable', 'charge_provider'];
    const ofEarnings = wordsAt(messages, 'leases', 'earnings', 'recipe');
    expect(Object.keys(ofEarnings)).toEqual(
      expect.arrayContaining([...payable, ...takenOrBack, 'credit_after_payout']),
    );
  });

  it('why something moved is said in words: every ground of a credit, a charge, a release', async () => {
    const messages = await readMessages(root, locale);
    const statements = messages.statements;
    const words = typeof statements === 'object' ? statements.because : undefined;
    const grounds = ['late', 'missing', 'not_started', 'provider_failed', 'receivable', 'expired'];
    for (const because of grounds) {
      const text = await textOf(locale, <LineWords line={{ ...line, because }} side="buyer" />);
      const said = typeof words === 'object' ? words[because] : undefined;
      expect(text).toContain(`(${said})`);
    }
  });

  it('a line links to its lease, round, quote, order, dispute and payment', async () => {
    const markup = await markupOf(
      locale,
      <LineLinks line={{ ...line, disputeIds: ['dsp_1'] }} side="buyer" />,
    );
    expect([...markup.matchAll(/href="([^"]*)"/g)].map((match) => match[1])).toEqual([
      '/buy/leases/lea_1',
      '/market/rounds/12',
      '/buy/jobs/job_1?quote=quo_1',
      '/buy/orders/ord_1',
      '/buy/disputes/dsp_1',
      '/buy/wallet?payment=pay_1',
    ]);
  });

  it('a budget shows its figures, what it leaves, and how long the money lasts', async () => {
    const budget = {
      id: 'bud_1',
      label: 'atlas',
      period: 'month',
      capMicros: 50n * YUAN,
      committedMicros: 40n * YUAN,
      spentMicros: 12n * YUAN,
    } as const;
    const forecast = {
      dailyMicros: 10n * YUAN,
      daysLookedAt: 14,
      lastsUntil: new Date('2026-11-26T12:00:00Z'),
      low: true,
      madeAt: new Date('2026-11-21T00:00:00Z'),
    };
    const text = await textOf(
      locale,
      <>
        <BudgetBar budget={budget} currency="CNY" />
        <RoomLine room={{ ...budget, leftMicros: 0n }} currency="CNY" />
        <RoomLine room={{ ...budget, label: null, leftMicros: YUAN }} currency="CNY" />
        <FundsForecast forecast={forecast} currency="CNY" />
        <FundsForecast forecast={{ ...forecast, lastsUntil: null }} currency="CNY" />
        <FundsForecast forecast={null} currency="CNY" />
        <LowBalance forecast={forecast} currency="CNY" mayTopUp />
      </>,
    );
    for (const part of ['¥40.00', '¥12.00', '¥2.00', 'atlas', '¥1.00', '2026-11-26', '¥10.00'])
      expect(text).toContain(part);
  });
});
