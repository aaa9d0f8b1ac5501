import { describe, expect, it } from 'vitest';
import { paidSession, signatureOf, stripeEvent, WEBHOOK_SECRET } from '../testing/stripe-events';
import { verifyWebhook, type WebhookKeys } from './verify-webhook';

const NOW = Date.parse('2026-11-02T00:00:00Z');
const KEYS: WebhookKeys = { secret: WEBHOOK_SECRET, oldSecret: null, connectSecret: null, livemode: false };
const BODY = JSON.stringify(stripeEvent('checkout.session.completed', paidSession()));
const bytes = (text: string) => new TextEncoder().encode(text);
const signed = (payload: string, given: Parameters<typeof signatureOf>[1] = {}) =>
  signatureOf(payload, { timestamp: NOW / 1000, ...given });

const verdict = (body: Uint8Array, header: string | null, keys = KEYS, nowMs = NOW) => {
  const verified = verifyWebhook(body, header, keys, nowMs);
  return verified.ok ? verified.value.id : verified.refusal.code;
};
const verdictOn = (payload: string, given: Parameters<typeof signatureOf>[1] = {}, keys = KEYS) =>
  verdict(bytes(payload), signed(payload, given), keys);

describe('a webhook', () => {
  it('signed by the present secret is Stripe’s', () => {
    expect(verdictOn(BODY)).toBe('evt_checkout_session_completed_cs_1');
  });
  it('signed by the secret before is, only while that one is named', () => {
    const old = { secret: 'whsec_before' };
    expect(verdictOn(BODY, old)).toBe('bad_signature');
    expect(verdictOn(BODY, old, { ...KEYS, oldSecret: 'whsec_before' })).toMatch(/^evt_/);
    expect(verdictOn(BODY, { secret: '' }, { ...KEYS, oldSecret: '' })).toBe('bad_signature');
  });
  it('signed for another endpoint, not at all, or by another scheme, is refused', () => {
    expect(verdictOn(BODY, { secret: 'whsec_other_endpoint' })).toBe('bad_signature');
    expect(verdict(bytes(BODY), signed(BODY).replace('v1=', 'v0='))).toBe('bad_signature');
    for (const header of [null, '', 't=1', 'v1=00', `t=${NOW / 1000},v1=`, 'nonsense'])
      expect(verdict(bytes(BODY), header)).toBe('bad_signature');
  });
  it('with any one byte changed is refused', () => {
    const header = signed(BODY);
    const body = bytes(BODY);
    for (let i = 0; i < body.length; i++) {
      const changed = body.slice();
      changed[i] = (changed[i] ?? 0) ^ 1;
      expect(verdict(changed, header)).toBe('bad_signature');
    }
  });
  it('with bytes that only look the same as text is refused: a leading mark, a byte that is no UTF-8', () => {
    const header = signed(BODY);
    expect(verdict(new Uint8Array([0xef, 0xbb, 0xbf, ...bytes(BODY)]), header)).toBe('bad_signature');
    const replaced = BODY.replace('cs_1', 'cs_\uFFFD');
    const broken = Buffer.from(bytes(replaced));
    const at = broken.indexOf(0xef);
    const shorter = Buffer.concat([broken.subarray(0, at), Buffer.from([0xff]), broken.subarray(at + 3)]);
    expect(verdict(new Uint8Array(shorter), signed(replaced))).toBe('bad_signature');
  });
  it('300 seconds old is taken, 301 is stale, and so is one as far ahead', () => {
    const at = (seconds: number) => verdictOn(BODY, { timestamp: NOW / 1000 - seconds });
    expect(at(300)).toMatch(/^evt_/);
    expect(at(301)).toBe('stale');
    expect(at(-300)).toMatch(/^evt_/);
    expect(at(-301)).toBe('stale');
  });
  it('whose header names two times is refused, whichever of them was signed', () => {
    const header = signed(BODY, { timestamp: NOW / 1000 - 9000 });
    expect(verdict(bytes(BODY), `t=${NOW / 1000},${header}`)).toBe('bad_signature');
    expect(verdict(bytes(BODY), `${header},t=${NOW / 1000}`)).toBe('bad_signature');
  });
  it('of test mode never reaches a live market, nor a live one a test', () => {
    expect(verdictOn(BODY, {}, { ...KEYS, livemode: true })).toBe('other_mode');
    const live = JSON.stringify(stripeEvent('checkout.session.completed', paidSession(), { livemode: true }));
    expect(verdictOn(live)).toBe('other_mode');
  });
  it('about what a connected account does for itself is refused; about the account it is ours', () => {
    const of = (type: string) => JSON.stringify(stripeEvent(type, { id: 'acct_1' }, { account: 'acct_1' }));
    expect(verdictOn(of('checkout.session.completed'))).toBe('other_account');
    expect(verdictOn(of('account.updated'))).toBe('evt_account_updated_acct_1');
  });
  it('signed for the endpoint of connected accounts is taken of those alone', () => {
    const keys = { ...KEYS, connectSecret: 'whsec_connect' };
    const secret = { secret: 'whsec_connect' };
    const account = JSON.stringify(stripeEvent('account.updated', { id: 'acct_1' }, { account: 'acct_1' }));
    expect(verdictOn(account, secret, keys)).toBe('evt_account_updated_acct_1');
    expect(verdictOn(account, secret)).toBe('bad_signature');
    expect(verdictOn(BODY, secret, keys)).toBe('other_account');
  });
  it('that is signed but no event is refused', () => {
    for (const body of [
      'not json',
      '{}',
      '[]',
      '"event"',
      '{"object":"event"}',
      '{"object":"v2.core.event"}',
    ])
      expect(verdictOn(body)).toBe('unreadable');
  });
});
