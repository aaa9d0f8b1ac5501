import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { STATEMENT_LENGTH_MIN } from '@/lib/settlement/acceptance';
import { Units } from '../buy/outcome';
import { Instant } from '../instant';
import { ActionForm } from '../ui/action-form';
import type { FormActionFn } from '../ui/action-result';
import { Panel } from '../ui/card';
import { Field } from '../ui/field';
import { Textarea } from '../ui/input';
import { SubmitButton } from '../ui/submit-button';

type Count = bigint | string;

export interface InputPanelProps {
  lease: {
    readonly id: string;
    readonly state: string;
    readonly unitKind: string;
    readonly inputReadyAt: Date | string | null;
    readonly inputNote: string | null;
  };
  /** Where the hours lost stand, also as JSON carried it. */
  input: {
    readonly lostCardHours: Count;
    readonly lostUnits: Count;
    readonly claimedUnits: Count;
    readonly openUnits: Count;
  };
  side: 'buyer' | 'provider';
  /** The reader's own verb: the buyer says that its input is ready, the provider claims; null where it may not. */
  action: FormActionFn | null;
  /** Nothing may be reported any more: reporting has closed, or every unit is reported. */
  closed: boolean;
}

/** A lease's input: whether its buyer said that it is ready, what was lost to it, and the reader's own step (S-9). */
export function InputPanel({ lease, input, side, action, closed }: InputPanelProps) {
  const t = useTranslations('counting.lateInput');
  const own = side === 'buyer';
  const isOver = closed || lease.state === 'ended';
  if (isOver && !lease.inputReadyAt && BigInt(input.claimedUnits) === 0n) return null;
  const said = lease.inputReadyAt;
  return (
    <Panel title={t(own ? 'ownTitle' : 'title')} id="input">
      <div className="flex flex-col gap-3 text-sm">
        {said ? (
          <div className="flex flex-col gap-1">
            <p>{t.rich(own ? 'ownDeclared' : 'declared', { at: () => <Instant at={said} withZone /> })}</p>
            <blockquote className="border-l-2 border-line-strong pl-3 whitespace-pre-line [overflow-wrap:anywhere]">
              {lease.inputNote}
            </blockquote>
          </div>
        ) : (
          <p className="max-w-prose">{t(own ? 'ownUndeclared' : 'undeclared')}</p>
        )}
        {!isOver && <p className="max-w-prose text-xs text-muted">{t(own ? 'ownRule' : 'rule')}</p>}
        <Lost input={input} unitKind={lease.unitKind} isOpen={!isOver} />
        {action && own && !said && !isOver && (
          <WordsForm action={action} leaseId={lease.id} label={t('readyNote')} hint="readyNoteHint">
            {t('ready')}
          </WordsForm>
        )}
        {action && !own && !isOver && BigInt(input.openUnits) > 0n && (
          <WordsForm action={action} leaseId={lease.id} label={t('note')} hint="noteHint">
            {t('claim')}
          </WordsForm>
        )}
      </div>
    </Panel>
  );
}

function Lost({
  input,
  unitKind,
  isOpen,
}: Pick<InputPanelProps, 'input'> & { unitKind: string; isOpen: boolean }) {
  const t = useTranslations('counting.lateInput');
  const units = (count: Count) => () => <Units count={count} kind={unitKind} />;
  if (BigInt(input.lostUnits) === 0n && BigInt(input.claimedUnits) === 0n) return null;
  return (
    <ul className="flex flex-col gap-0.5">
      <li>{t.rich('lost', { units: units(input.lostUnits), cardHours: Number(input.lostCardHours) })}</li>
      {BigInt(input.claimedUnits) > 0n && <li>{t.rich('claimed', { units: units(input.claimedUnits) })}</li>}
      {isOpen && BigInt(input.openUnits) > 0n && (
        <li className="font-medium">{t.rich('open', { units: units(input.openUnits) })}</li>
      )}
    </ul>
  );
}

function WordsForm({
  action,
  leaseId,
  label,
  hint,
  children,
}: {
  action: FormActionFn;
  leaseId: string;
  label: string;
  hint: 'readyNoteHint' | 'noteHint';
  children: ReactNode;
}) {
  const t = useTranslations('counting.lateInput');
  return (
    <ActionForm action={action} hidden={{ leaseId }} requestIdField="requestId" resetOnSuccess>
      <Field name="note" label={label} hint={t(hint, { least: STATEMENT_LENGTH_MIN })} required>
        <Textarea rows={2} maxLength={2000} />
      </Field>
      <SubmitButton>{children}</SubmitButton>
    </ActionForm>
  );
}
