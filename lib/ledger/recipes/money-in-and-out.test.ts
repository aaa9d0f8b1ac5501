import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountIdOf, isBalanced, type Posting, RECIPES } from '../posting';
import {
  chargeProvider,
  coverShortfall,
  failPayout,
  failRefund,
  finishPayout,
  finishRefund,
  fundGuarantee,
  guaranteeShare,
  oweCharge,
  processorFee,
  recoverReceivable,
  reinstate,
  reversePayout,
  shareCharge,
  startPayout,
  startRefund,
  takeBack,
  topUp,
} from './index';

const stamp = { id: 'pst_1', eventAt: new Date('2026-11-21T00:00:00Z'), currency: 'CNY' };
const payment = { id: 'pay_1', organizationId: 'org_b', channel: 'stripe', amountMicros: 80_000_000n };
const lines = (posting: Posting | null) =>
  Object.fromEntries((posting?.entries ?? []).map((entry) => [accountIdOf(entry), entry.amountMicros]));
const chargeback = {
  organizationId: 'org_b',
  paymentId: 'pay_1',
  channel: 'stripe',
  amountMicros: 80_000_000n,
  key: 'chargeback:dp_1',
  because: 'fraudulent',
} as const;

/** A small ledger: balances by account, moved by postings, refusing what the database would refuse. */
function ledger(start: Readonly<Record<string, bigint>> = {}) {
  const balances = new Map(Object.entries(start));
  return {
    at: (account: string) => balances.get(`${account}/CNY`) ?? 0n,
    post(posting: Posting | null) {
      for (const entry of posting?.entries ?? []) {
        const account = accountIdOf(entry);
        const after = (balances.get(account) ?? 0n) + entry.amountMicros;
        const isDebit = /receivable|costs|losses/.test(account);
        if (!account.includes('external:') && (isDebit ? after > 0n : after < 0n))
          throw new Error(`${account} would be ${after}`);
        balances.set(account, after);
      }
    },
  };
}

describe('money going out', () => {
  it('a refund of 80.00 leaves available, waits in payout, and then the channel has given it back', () => {
    expect(lines(startRefund(stamp, payment))).toEqual({
      'org_b/available/CNY': -80_000_000n,
      'org_b/in_payout/CNY': 80_000_000n,
    });
    expect(lines(finishRefund(stamp, payment))).toEqual({
      'org_b/in_payout/CNY': -80_000_000n,
      'platform/external:stripe/CNY': 80_000_000n,
    });
    expect(lines(failRefund(stamp, payment, 'expired_card'))).toEqual({
      'org_b/available/CNY': 80_000_000n,
      'org_b/in_payout/CNY': -80_000_000n,
    });
  });
  it('a payout of 80.00 leaves payable, and a failed one is payable again', () => {
    expect(lines(startPayout(stamp, payment))).toEqual({
      'org_b/in_payout/CNY': 80_000_000n,
      'org_b/payable/CNY': -80_000_000n,
    });
    const book = ledger({ 'org_b/payable/CNY': 80_000_000n });
    book.post(startPayout(stamp, payment));
    book.post(failPayout(stamp, payment, 'account_closed'));
    expect([book.at('org_b/payable'), book.at('org_b/in_payout')]).toEqual([80_000_000n, 0n]);
  });
  it('a paid transfer that comes back in parts of 30.00 and 50.00 posts each part once, by all that is back', () => {
    const book = ledger({ 'org_b/payable/CNY': 80_000_000n });
    book.post(startPayout(stamp, payment));
    book.post(finishPayout(stamp, payment));
    const parts = [
      reversePayout(stamp, payment, 30_000_000n, 30_000_000n),
      reversePayout(stamp, payment, 50_000_000n, 80_000_000n),
    ];
    for (const part of parts) book.post(part);
    expect(parts.map((part) => part.requestKey)).toEqual([
      'payout_reversed:pay_1:30000000',
      'payout_reversed:pay_1:80000000',
    ]);
    expect([book.at('org_b/payable'), book.at('platform/external:stripe')]).toEqual([80_000_000n, 0n]);
    expect(() => reversePayout(stamp, payment, 1n, 80_000_001n)).toThrow('L-5');
    expect(() => reversePayout(stamp, payment, 2n, 1n)).toThrow('L-5');
  });
  it('a processor’s fee of 2.90 is a cost of the exchange and nobody else’s', () => {
    expect(
      lines(processorFee(stamp, { channel: 'stripe', movementId: 'txn_1', feeMicros: 2_900_000n })),
    ).toEqual({
      'platform/costs/CNY': -2_900_000n,
      'platform/external:stripe/CNY': 2_900_000n,
    });
  });
});

describe('money taken back', () => {
  it('a chargeback of 80.00 with 100.00 available takes 80.00 and opens nothing', () => {
    const posting = takeBack(stamp, chargeback, { availableMicros: 100_000_000n, guaranteeMicros: 5n });
    expect(lines(posting)).toEqual({
      'org_b/available/CNY': -80_000_000n,
      'platform/external:stripe/CNY': 80_000_000n,
    });
    expect([posting.requestKey, posting.subjectType, posting.subjectId]).toEqual([
      'chargeback:dp_1',
      'chargeback',
      'dp_1',
    ]);
  });
  it('of 80.00 charged back 25.00 is there: 55.00 is owed, 40.00 of it from the guarantee and 15.00 lost', () => {
    const balances = { availableMicros: 25_000_000n, guaranteeMicros: 40_000_000n };
    expect(lines(takeBack(stamp, chargeback, balances))).toEqual({
      'org_b/available/CNY': -25_000_000n,
      'org_b/receivable/CNY': -55_000_000n,
      'platform/allowance/CNY': 55_000_000n,
      'platform/external:stripe/CNY': 80_000_000n,
      'platform/guarantee/CNY': -40_000_000n,
      'platform/losses/CNY': -15_000_000n,
    });
  });
  it('a refund made past us is booked once under the channel’s own id, against its top-up', () => {
    const refund = { ...chargeback, key: 'outside_refund:re_1', because: 'requested_by_customer' } as const;
    const posting = takeBack(stamp, refund, { availableMicros: 80_000_000n, guaranteeMicros: 0n });
    expect([posting.recipe, posting.requestKey, posting.subjectId]).toEqual([
      'outside_refund',
      'outside_refund:re_1',
      'pay_1',
    ]);
  });
  it('30.00 coming in makes good the 15.00 lost first, then 15.00 of the guarantee; 25.00 stays owed', () => {
    const book = ledger({ 'org_b/available/CNY': 25_000_000n, 'platform/guarantee/CNY': 40_000_000n });
    book.post(takeBack(stamp, chargeback, { availableMicros: 25_000_000n, guaranteeMicros: 40_000_000n }));
    book.post(topUp(stamp, { ...payment, id: 'pay_2', amountMicros: 30_000_000n }));
    const recovered = recoverReceivable(
      stamp,
      'org_b',
      {
        availableMicros: 30_000_000n,
        payableMicros: 0n,
        receivableMicros: -55_000_000n,
        lossesMicros: -15_000_000n,
      },
      1n,
    );
    book.post(recovered);
    expect(recovered?.requestKey).toBe('recover:org_b:1');
    expect(book.at('org_b/receivable')).toBe(-25_000_000n);
    expect(book.at('platform/allowance')).toBe(25_000_000n);
    expect(book.at('platform/losses')).toBe(0n);
    expect(book.at('platform/guarantee')).toBe(15_000_000n);
  });
  it('a chargeback that is won brings its money back', () => {
    const won = { chargebackId: 'dp_1', ...payment, paymentId: 'pay_1' };
    expect(lines(reinstate(stamp, won))).toEqual({
      'org_b/available/CNY': 80_000_000n,
      'platform/external:stripe/CNY': -80_000_000n,
    });
  });
});

describe('a provider charged 20.00 with 4.00 to take', () => {
  const charge = {
    leaseId: 'lea_1',
    buyerOrganizationId: 'org_b',
    providerOrganizationId: 'org_p',
    amountMicros: 20_000_000n,
    nettedMicros: 0n,
    key: 'charge:lea_1',
    because: 'provider_failed',
  } as const;
  const balances = { ownMicros: 4_000_000n, guaranteeMicros: 3_000_000n };
  const debt = (micros: bigint) => ({ 'org_p/receivable/CNY': -micros, 'platform/allowance/CNY': micros });

  it('for failing: the buyer has the 4.00, 16.00 is a debt that guarantee and losses bear nothing of', () => {
    expect(lines(chargeProvider(stamp, charge, balances))).toEqual({
      'org_b/available/CNY': 4_000_000n,
      'org_p/payable/CNY': -4_000_000n,
    });
    const owed = oweCharge(stamp, charge, balances);
    expect([owed?.requestKey, owed?.recipe]).toEqual(['owed:charge:lea_1', 'owe_charge']);
    expect(lines(owed)).toEqual(debt(16_000_000n));
  });

  it('for failing, by one that has nothing: the buyer gets nothing', () => {
    const nothing = { ownMicros: 0n, guaranteeMicros: 100_000_000n };
    expect(chargeProvider(stamp, charge, nothing)).toBeNull();
    expect(lines(oweCharge(stamp, charge, nothing))).toEqual(debt(20_000_000n));
  });

  it('as a credit on a lease that netted 78.40: the buyer has all of it, the guarantee bears 3.00 and 13.00 is lost', () => {
    const credit = { ...charge, key: 'credit:lea_1:close', nettedMicros: 78_400_000n } as const;
    expect(lines(chargeProvider(stamp, credit, balances))).toEqual({
      'org_b/available/CNY': 20_000_000n,
      'org_p/payable/CNY': -4_000_000n,
      ...debt(16_000_000n),
      'platform/guarantee/CNY': -3_000_000n,
      'platform/losses/CNY': -13_000_000n,
    });
    expect(oweCharge(stamp, credit, balances)).toBeNull();
  });

  it('as a credit on a lease that netted 9.00: 9.00 in all, 11.00 is only owed', () => {
    const credit = { ...charge, key: 'credit:lea_1:close', nettedMicros: 9_000_000n } as const;
    expect(lines(chargeProvider(stamp, credit, balances))).toEqual({
      'org_b/available/CNY': 9_000_000n,
      'org_p/payable/CNY': -4_000_000n,
      ...debt(5_000_000n),
      'platform/guarantee/CNY': -3_000_000n,
      'platform/losses/CNY': -2_000_000n,
    });
    expect(lines(oweCharge(stamp, credit, balances))).toEqual(debt(11_000_000n));
  });

  it('its facts are the reason alone: the buyer reads them, and not what the provider had', () => {
    const credit = { ...charge, nettedMicros: 78_400_000n };
    expect(chargeProvider(stamp, credit, balances)?.facts).toEqual({ because: 'provider_failed' });
  });
});

it('a fifth of a day’s fees of 12.345678 is 2.469135, rounded down, and a day is funded under its own key', () => {
  expect(guaranteeShare(12_345_678n, 2000)).toBe(2_469_135n);
  expect(fundGuarantee(stamp, '2026-11-21', 2_469_135n).requestKey).toBe('guarantee:2026-11-21');
  expect(() => fundGuarantee(stamp, '21.11.2026', 1n)).toThrow('L-6');
});

const micros = fc.oneof(fc.constant(0n), fc.constant(1n), fc.bigInt(0n, 60n), fc.bigInt(0n, 10n ** 15n));

describe('any amounts and balances', () => {
  it('a charge pays its buyer at most what was taken, or what the lease netted, and the exchange bears at most that (S-5)', () => {
    const wanted = fc.bigInt(1n, 10n ** 12n);
    fc.assert(
      fc.property(
        wanted,
        micros,
        micros,
        micros,
        (amountMicros, nettedMicros, ownMicros, guaranteeMicros) => {
          const charge = {
            leaseId: 'lea_1',
            buyerOrganizationId: 'org_b',
            providerOrganizationId: 'org_p',
            amountMicros,
            nettedMicros,
            key: 'credit:lea_1:close',
            because: 'missing',
          } as const;
          const { cover, buyerMicros, owedMicros } = shareCharge(charge, { ownMicros, guaranteeMicros });
          expect(buyerMicros + owedMicros).toBe(amountMicros);
          expect(cover.takenMicros + cover.shortMicros).toBe(buyerMicros);
          expect(cover.takenMicros <= ownMicros && owedMicros >= 0n).toBe(true);
          expect(cover.shortMicros === 0n || buyerMicros <= nettedMicros).toBe(true);
          if (owedMicros > 0n) expect(buyerMicros >= nettedMicros && buyerMicros >= ownMicros).toBe(true);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('what is short is what is wanted less what is there, and guarantee and losses bear it whole', () => {
    fc.assert(
      fc.property(micros, micros, micros, (wanted, own, guarantee) => {
        const cover = coverShortfall(wanted, { ownMicros: own, guaranteeMicros: guarantee });
        expect(cover.takenMicros + cover.shortMicros).toBe(wanted);
        expect(cover.guaranteeMicros + cover.lossesMicros).toBe(cover.shortMicros);
        expect(cover.takenMicros <= own && cover.guaranteeMicros <= guarantee).toBe(true);
        expect(Object.values(cover).every((part) => part >= 0n)).toBe(true);
        expect(cover.shortMicros > 0n).toBe(wanted > own);
        expect(cover.lossesMicros > 0n).toBe(wanted > own + guarantee);
      }),
      { numRuns: 3000 },
    );
  });

  it('taken back and recovered in any order: no account passes zero, and allowance = −Σ receivable (L-3)', () => {
    const event = fc.record({
      kind: fc.constantFrom('in', 'earn', 'take', 'charge', 'recover'),
      organizationId: fc.constantFrom('org_b', 'org_p'),
      amountMicros: fc.oneof(fc.bigInt(1n, 9n), fc.bigInt(1n, 10n ** 12n)),
    });
    fc.assert(
      fc.property(micros, fc.array(event, { maxLength: 30 }), (guarantee, events) => {
        const book = ledger({ 'platform/guarantee/CNY': guarantee });
        let onlyOwed = 0n;
        events.forEach(({ kind, organizationId, amountMicros }, i) => {
          const other = organizationId === 'org_b' ? 'org_p' : 'org_b';
          const guaranteeMicros = book.at('platform/guarantee');
          const own = {
            availableMicros: book.at(`${organizationId}/available`),
            payableMicros: book.at(`${organizationId}/payable`),
          };
          if (kind === 'in') book.post(topUp(stamp, { ...payment, organizationId, amountMicros }));
          if (kind === 'earn')
            book.post(
              reversePayout(stamp, { ...payment, organizationId, amountMicros }, amountMicros, amountMicros),
            );
          if (kind === 'take')
            book.post(
              takeBack(
                stamp,
                { ...chargeback, organizationId, amountMicros, key: `chargeback:${i}` },
                { ...own, guaranteeMicros },
              ),
            );
          if (kind === 'charge') {
            const charge = {
              leaseId: 'lea_1',
              buyerOrganizationId: other,
              providerOrganizationId: organizationId,
              amountMicros,
              nettedMicros: i % 2 === 0 ? amountMicros / 2n : 0n,
              key: `credit:lea_1:${i}`,
              because: 'late',
            } as const;
            const balances = { ownMicros: own.payableMicros, guaranteeMicros };
            book.post(chargeProvider(stamp, charge, balances));
            book.post(oweCharge(stamp, charge, balances));
            onlyOwed += shareCharge(charge, balances).owedMicros;
          }
          if (kind === 'recover') {
            const receivableMicros = book.at(`${organizationId}/receivable`);
            const lossesMicros = book.at('platform/losses');
            const balances = { ...own, receivableMicros, lossesMicros };
            book.post(recoverReceivable(stamp, organizationId, balances, BigInt(i)));
            const left = own.availableMicros + own.payableMicros + receivableMicros;
            expect(book.at(`${organizationId}/receivable`)).toBe(left < 0n ? left : 0n);
          }
          expect(book.at('platform/allowance')).toBe(
            -(book.at('org_b/receivable') + book.at('org_p/receivable')),
          );
          const borne = guarantee - book.at('platform/guarantee') - book.at('platform/losses');
          expect(borne).toBe(book.at('platform/allowance') - onlyOwed);
        });
      }),
      { numRuns: 1500 },
    );
  });

  it('every recipe of a payment balances and never splits a micro', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 17n), (amountMicros) => {
        const moved = { ...payment, amountMicros };
        const all = [
          topUp(stamp, moved),
          startRefund(stamp, moved),
          finishRefund(stamp, moved),
          failRefund(stamp, moved, 'x'),
          startPayout(stamp, moved),
          finishPayout(stamp, moved),
          failPayout(stamp, moved, 'x'),
          reversePayout(stamp, moved, amountMicros, amountMicros),
        ];
        for (const posting of all) {
          expect(isBalanced(posting.entries)).toBe(true);
          expect(RECIPES).toContain(posting.recipe);
          expect(posting.entries.map((entry) => entry.amountMicros).sort()).toEqual(
            [amountMicros, -amountMicros].sort(),
          );
        }
        expect(new Set(all.map((posting) => posting.requestKey)).size).toBe(all.length);
      }),
    );
  });
});
