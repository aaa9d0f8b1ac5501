import { useTranslations } from 'next-intl';
import { PayeeCard } from '@/components/payouts/payee-card';
import { ActionForm } from '@/components/ui/action-form';
import type { FormActionFn } from '@/components/ui/action-result';
import { Panel } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/states';
import { SubmitButton } from '@/components/ui/submit-button';
import type { PayeeShown, Payouts } from '@/lib/services/payouts/get-payouts';
import { check, choose, setUp } from './actions';
import { BankDialog } from './bank-dialog';

interface ActProps {
  action: FormActionFn;
  label: string;
  channel?: string;
  variant?: 'primary' | 'secondary';
}

function Act({ action, label, channel, variant = 'secondary' }: ActProps) {
  return (
    <ActionForm action={action} hidden={channel ? { channel } : undefined} aria-label={label}>
      <SubmitButton size="sm" variant={variant}>
        {label}
      </SubmitButton>
    </ActionForm>
  );
}

/** What a provider may do next about a payee. */
function NextSteps({ payee, isFirst }: { payee: PayeeShown; isFirst: boolean }) {
  const t = useTranslations('payouts.payees');
  const { channel, state, requirements } = payee;
  const goesOn = channel === 'stripe' && state !== 'disabled' && state !== 'pending';
  const wants = goesOn && (state !== 'enabled' || requirements.length > 0);
  return (
    <>
      {wants && <Act action={setUp} label={t('goOn')} channel={channel} variant="primary" />}
      {state === 'pending' && channel !== 'bank' && (
        <Act action={setUp} label={t('check')} channel={channel} variant="primary" />
      )}
      {(state === 'onboarding' || state === 'restricted') && <Act action={check} label={t('check')} />}
      {channel === 'bank' && <BankDialog changes holder={payee.bank?.holder ?? null} />}
      {state === 'enabled' && !isFirst && <Act action={choose} label={t('choose')} channel={channel} />}
    </>
  );
}

export interface PayeesPanelProps {
  payouts: Payouts;
  now: Date;
  mayManage: boolean;
}

/** Where a provider is paid: each account with its state and next step, and the ways that aren't set up yet. */
export function PayeesPanel({ payouts, now, mayManage }: PayeesPanelProps) {
  const t = useTranslations('payouts.payees');
  const { payees, channels } = payouts;
  const missing = channels.filter((name) => !payees.some(({ channel }) => channel === name));
  return (
    <Panel title={t('title')} description={t('description')} flush>
      {payees.length === 0 && <EmptyState title={t('none')}>{t('noneHelp')}</EmptyState>}
      <ul>
        {payees.map((payee, index) => (
          <PayeeCard
            key={payee.channel}
            payee={payee}
            now={now}
            actions={mayManage && <NextSteps payee={payee} isFirst={index === 0} />}
          />
        ))}
      </ul>
      {!mayManage && <p className="px-4 py-3 text-xs text-muted">{t('ask')}</p>}
      {mayManage && missing.length > 0 && (
        <div className="flex flex-col items-start gap-3 border-t border-line px-4 py-3 text-sm">
          {missing.map((channel) =>
            channel === 'bank' ? (
              <BankDialog key={channel} changes={false} holder={null} />
            ) : (
              <div key={channel} className="flex flex-col gap-1.5">
                <p className="text-muted">{t(`setUpHelp.${channel}`)}</p>
                <Act action={setUp} label={t(`setUp.${channel}`)} channel={channel} variant="primary" />
              </div>
            ),
          )}
        </div>
      )}
    </Panel>
  );
}
