import Stripe from 'stripe';
import type { StripeSettings } from '../env';

const TIMEOUT_MS = 10_000;

/** The version of the API whose shapes the installed package describes; an upgrade of either is one of both. */
const API_VERSION = '2026-10-28.endive';

/** Stripe's client: it never repeats a call by itself, since the payment's row says when that is done (L-5). */
export function stripeClient(
  { secretKey, apiBase }: Pick<StripeSettings, 'secretKey' | 'apiBase'>,
  timeoutMs: number = TIMEOUT_MS,
): Stripe {
  const base = new URL(apiBase);
  const protocol = base.protocol === 'http:' ? 'http' : 'https';
  return new Stripe(secretKey, {
    apiVersion: API_VERSION,
    maxNetworkRetries: 0,
    timeout: timeoutMs,
    telemetry: false,
    host: base.hostname,
    port: base.port || (protocol === 'http' ? 80 : 443),
    protocol,
  });
}
