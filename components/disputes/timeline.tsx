import { clsx } from 'clsx';
import {
  Gavel,
  HandCoins,
  MessageSquareText,
  PackageCheck,
  PackageX,
  Pause,
  TimerOff,
  Undo2,
} from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Amount } from '../amount';
import { Units } from '../buy/outcome';
import { Instant } from '../instant';
import { Evidence } from '../leases/evidence';
import { exactDecimals } from '../statements/exact-amount';
import { DefinitionList } from '../ui/definition-list';
import type { DisputeDetailShown } from './dispute-shown';
import { type Step, type StepMoney, stepsOf } from './dispute-steps';

const ICONS = {
  reported: PackageCheck,
  rejected: PackageX,
  stated: MessageSquareText,
  statedAndRests: MessageSquareText,
  rested: Pause,
  asked: MessageSquareText,
  closed: TimerOff,
  decided: Gavel,
  withdrawn: Undo2,
  conceded: HandCoins,
} as const;

/** Every step of a dispute: who did what and when, in which words, with which files, and what it moved. */
export function Timeline({ detail }: { detail: DisputeDetailShown }) {
  return (
    <ol className="flex flex-col">
      {stepsOf(detail).map((one, index, all) => (
        <StepLine key={one.key} step={one} detail={detail} last={index === all.length - 1} />
      ))}
    </ol>
  );
}

function StepLine({ step, detail, last }: { step: Step; detail: DisputeDetailShown; last: boolean }) {
  const t = useTranslations('disputes');
  const Icon = ICONS[step.kind];
  return (
    <li className="grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-3 text-sm">
      <span aria-hidden className="flex flex-col items-center">
        <span
          className={clsx(
            'flex size-7 shrink-0 items-center justify-center rounded-full border border-line [&_svg]:size-4',
            step.money ? 'bg-accent-soft text-accent' : 'bg-sunken text-muted',
          )}
        >
          <Icon />
        </span>
        {!last && <span className="w-px grow bg-line" />}
      </span>
      <div className={clsx('flex min-w-0 flex-col gap-2 pt-1', !last && 'pb-5')}>
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5">
          <span className="font-medium [overflow-wrap:anywhere]">
            <StepTitle step={step} detail={detail} />
          </span>
          <span className="text-xs text-muted">
            {step.by !== 'clock' && <>{t(`side.${step.by}`)} · </>}
            {step.personName && <>{step.personName} · </>}
            <Instant at={step.at} withZone />
          </span>
        </div>
        {step.kind === 'decided' && <Ground reason={detail.dispute.decisionReason} />}
        {step.words && (
          <blockquote className="border-l-2 border-line-strong pl-3 whitespace-pre-line [overflow-wrap:anywhere]">
            {step.words}
          </blockquote>
        )}
        <Shown step={step} detail={detail} />
        {step.money && <Money money={step.money} detail={detail} />}
      </div>
    </li>
  );
}

function StepTitle({ step, detail }: { step: Step; detail: DisputeDetailShown }): ReactNode {
  const t = useTranslations('disputes');
  const status = useTranslations('status.dispute');
  const { delivery, dispute, lease } = detail;
  const name = step.by === 'buyer' ? detail.buyerName : detail.providerName;
  switch (step.kind) {
    case 'reported':
      return t.rich('step.reported', {
        name,
        number: delivery.sequence,
        units: () => <Units count={delivery.units} kind={lease.unitKind} />,
      });
    case 'rejected':
      return t('step.rejected', { name, reason: reasonText(t, dispute.reason) });
    case 'decided':
      return t('step.decided', { outcome: status(`${dispute.outcome ?? 'decided'}.label`) });
    case 'asked':
    case 'closed':
      return t(`step.${step.kind}`);
    default:
      return t(`step.${step.kind}`, { name });
  }
}

/** The typed ground of a decision in words. */
function Ground({ reason }: { reason: string | null }) {
  const t = useTranslations('disputes');
  if (reason === null) return null;
  const ground = t.has(`ground.${reason}`) ? t(`ground.${reason}`) : reason;
  return <p className="text-muted">{t('step.ground', { ground })}</p>;
}

/** The files of a step; of the report also what it measured. */
function Shown({ step, detail }: { step: Step; detail: DisputeDetailShown }) {
  const t = useTranslations('disputes.step');
  const metrics = step.kind === 'reported' ? detail.delivery.evidence.metrics : {};
  if (step.files.length === 0 && Object.keys(metrics).length === 0) return null;
  const shown = <Evidence evidence={{ files: step.files, metrics, note: '' }} />;
  if (step.kind !== 'reported') return shown;
  return (
    <details>
      <summary className="inline-flex min-h-6 cursor-pointer items-center text-xs text-muted hover:text-ink">
        {t('metersHint')}
      </summary>
      <div className="pt-1.5">{shown}</div>
    </details>
  );
}

function Money({ money, detail }: { money: StepMoney; detail: DisputeDetailShown }) {
  const t = useTranslations('disputes.step');
  const format = useFormatter();
  const { currency, delivery } = detail;
  const amount = (micros: bigint) => (
    <Amount micros={micros} currency={currency} decimals={exactDecimals(micros)} />
  );
  if (money.kind === 'frozen')
    return (
      <p className="text-xs text-muted">{t.rich('frozen', { amount: () => amount(money.amountMicros) })}</p>
    );
  return (
    <div className="max-w-md rounded-md bg-sunken px-3 py-1">
      <DefinitionList
        numeric
        items={[
          {
            term: t('paidUnits'),
            value: t.rich('ofUnits', {
              paid: () => format.number(money.paidUnits),
              units: () => format.number(delivery.units),
            }),
          },
          { term: t('toProvider'), value: amount(money.providerMicros) },
          { term: t('fee'), value: amount(money.feeMicros) },
          { term: t('toBuyer'), value: amount(money.buyerMicros) },
          ...(money.creditMicros > 0n ? [{ term: t('credit'), value: amount(money.creditMicros) }] : []),
        ]}
      />
    </div>
  );
}

/** The buyer's reason in words where it is one of the closed list. */
export const reasonText = (t: ReturnType<typeof useTranslations<'disputes'>>, reason: string): string =>
  t.has(`reason.${reason}`) ? t(`reason.${reason}`) : reason;
