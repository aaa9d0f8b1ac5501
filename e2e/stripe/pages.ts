import type Stripe from 'stripe';
import { findSession } from './checkout';
import { findAccount, setAccount } from './parties';
import { type PayMethod, pay } from './payments';
import type { World } from './world';

/** A page to show, or a place to go. */
export type Shown = { readonly html: string } | { readonly goTo: string };

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const layout = (title: string, body: string): Shown => ({
  html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"></head>
<body><main><h1>${escaped(title)}</h1>
<p><strong>This is a stand-in for Stripe. No money moves.</strong></p>
${body}</main></body></html>`,
});

const NAMES: Readonly<Record<PayMethod, string>> = {
  card: 'Card',
  alipay: 'Alipay',
  wechat_pay: 'WeChat Pay',
};
const isMethod = (text: string): text is PayMethod => text in NAMES;

const priceOf = (session: Stripe.Checkout.Session) =>
  `${(session.currency ?? '').toUpperCase()} ${((session.amount_total ?? 0) / 100).toFixed(2)}`;

export function payPage(world: World, id: string): Shown {
  const session = findSession(world, id);
  if (session.status !== 'open') return layout('Pay', `<p>This checkout is ${session.status}.</p>`);
  const methods = session.payment_method_types
    .filter(isMethod)
    .map(
      (method, at) =>
        `<label><input type="radio" name="method" value="${method}"${at === 0 ? ' checked' : ''}> ${NAMES[method]}</label>`,
    );
  return layout(
    `Pay ${priceOf(session)}`,
    `<form method="post"><fieldset><legend>Pay by</legend>${methods.join(' ')}</fieldset>
<p><button name="act" value="pay">Pay</button>
<button name="act" value="later">Pay later</button>
<button name="act" value="cancel">Cancel</button></p></form>`,
  );
}

/** What the payer pressed; back to the shop by the address it gave. */
export function pressedOnPayPage(world: World, id: string, form: URLSearchParams): Shown {
  const session = findSession(world, id);
  if (form.get('act') === 'cancel')
    return session.cancel_url ? { goTo: session.cancel_url } : payPage(world, id);
  const method = form.get('method') ?? 'card';
  pay(world, id, { method: isMethod(method) ? method : 'card', later: form.get('act') === 'later' });
  return { goTo: (session.success_url ?? '').replaceAll('{CHECKOUT_SESSION_ID}', id) };
}

export function onboardPage(world: World, id: string, code: string): Shown {
  const account = findAccount(world, id);
  const link = world.links.get(code);
  if (!link || link.account !== id) return layout('Onboarding', '<p>This link leads nowhere.</p>');
  if (link.used || link.expiresAt <= world.clock.seconds()) return { goTo: link.refreshUrl };
  return layout(
    `Get paid: ${account.company?.name ?? account.email ?? id}`,
    `<p>Asked for: ${escaped((account.requirements?.currently_due ?? []).join(', ') || 'nothing')}</p>
<form method="post"><button name="act" value="finish">Finish</button>
<button name="act" value="leave">Come back later</button></form>`,
  );
}

export function pressedOnOnboardPage(world: World, id: string, code: string, form: URLSearchParams): Shown {
  const link = world.links.get(code);
  if (!link || link.account !== id || link.used) return onboardPage(world, id, code);
  link.used = true;
  if (form.get('act') === 'finish') setAccount(world, id, 'enabled');
  return { goTo: link.returnUrl };
}
