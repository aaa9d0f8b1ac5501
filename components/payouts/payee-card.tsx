import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Instant } from '../instant';
import { StatusBadge } from '../status-badge';
import { Tag } from '../ui/badge';
import { DefinitionList } from '../ui/definition-list';
import { listWanted } from './wanted';

export interface PayeeCardShown {
  readonly channel: 'stripe' | 'sandbox' | 'bank';
  readonly state: 'pending' | 'onboarding' | 'enabled' | 'restricted' | 'disabled';
  readonly requirements: readonly string[];
  readonly bank: { readonly holder: string; readonly bank: string; readonly number: string } | null;
  readonly restsUntil: Date | null;
  readonly isPaidTo: boolean;
}

/** What a channel still wants, in words. */
function Wanted({ requirements }: { requirements: readonly string[] }) {
  const t = useTranslations('payouts.wanted');
  return (
    <ul className="list-disc pl-5">
      {listWanted(requirements).map(({ wanted, name }) => (
        <li key={name}>{t(wanted, { name })}</li>
      ))}
    </ul>
  );
}

/** What a payee's state means for the provider, and what is wanted of it. */
function Standing({ payee }: { payee: PayeeCardShown }) {
  const t = useTranslations('payouts.payees');
  const { channel, state, requirements } = payee;
  if (channel === 'bank') {
    if (state === 'pending')
      return <p>{t(requirements.includes('payout_returned') ? 'returnedBank' : 'pendingBank')}</p>;
    if (state !== 'disabled') return null;
    return (
      <p>
        {t('disabledBank')} {requirements.join(' ')}
      </p>
    );
  }
  if (state === 'pending') return <p>{t('pendingChannel')}</p>;
  if (state === 'disabled') return <p>{t('disabledChannel')}</p>;
  if (requirements.length === 0) return null;
  const lead = state === 'enabled' ? 'wantedSoon' : state;
  return (
    <div>
      <p>{t(lead)}</p>
      <Wanted requirements={requirements} />
    </div>
  );
}

export interface PayeeCardProps {
  payee: PayeeCardShown;
  now: Date;
  /** What may be done about it. */
  actions: ReactNode;
}

/** One account a provider may be paid to: how it stands, what is wanted, and the next step. */
export function PayeeCard({ payee, now, actions }: PayeeCardProps) {
  const t = useTranslations('payouts.payees');
  const { bank, restsUntil } = payee;
  return (
    <li className="flex flex-col gap-2 border-b border-line px-4 py-3 text-sm last:border-b-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="font-semibold">{t(`name.${payee.channel}`)}</h3>
        <StatusBadge domain="payee" status={payee.state} outline />
        {payee.isPaidTo && <Tag>{t('paidHere')}</Tag>}
      </div>
      {bank && (
        <DefinitionList
          items={[
            { term: t('holder'), value: bank.holder },
            { term: t('bank'), value: bank.bank },
            { term: t('number'), value: `…${bank.number.slice(-4)}` },
          ]}
        />
      )}
      <div className="text-muted">
        <Standing payee={payee} />
        {restsUntil && restsUntil > now && (
          <p>{t.rich('rests', { time: () => <Instant at={restsUntil} withZone /> })}</p>
        )}
      </div>
      <div className="flex flex-wrap gap-2">{actions}</div>
    </li>
  );
}
