'use client';
import { useTranslations } from 'next-intl';
import { ActionForm } from '../ui/action-form';
import type { FormActionFn } from '../ui/action-result';
import { Button } from '../ui/button';
import { Dialog, DialogCancel, FormActions } from '../ui/dialog';
import { Field } from '../ui/field';
import { Textarea } from '../ui/input';
import { SubmitButton } from '../ui/submit-button';
import { type Deciding, DecisionFigures } from './decision-figures';

export interface EndDialogProps {
  disputeId: string;
  end: 'withdraw' | 'concede';
  action: FormActionFn;
  deciding: Deciding;
}

/** A side gives itself up, having seen what each side then gets. */
export function EndDialog({ disputeId, end, action, deciding }: EndDialogProps) {
  const t = useTranslations('disputes.end');
  const helps = end === 'withdraw' ? 'helpBuyer' : 'helpProvider';
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line pt-3">
      <p className="grow text-xs text-muted">{t(helps)}</p>
      <Dialog trigger={<Button>{t(end)}</Button>} title={t(`${end}Title`)} description={t(`${end}Text`)}>
        <ActionForm
          action={action}
          hidden={{ disputeId }}
          requestIdField="requestId"
          aria-label={t(`${end}Title`)}
        >
          <DecisionFigures
            deciding={deciding}
            providerUnits={end === 'withdraw' ? deciding.units : 0n}
            isProvider={end === 'concede'}
          />
          <Field name="note" label={t('note')} hint={t('noteHint')} optional>
            <Textarea rows={2} maxLength={2000} />
          </Field>
          <FormActions>
            <DialogCancel />
            <SubmitButton>{t(`${end}Confirm`)}</SubmitButton>
          </FormActions>
        </ActionForm>
      </Dialog>
    </div>
  );
}
