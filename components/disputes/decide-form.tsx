'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import {
  DECISION_GROUNDS,
  DECISION_NOTE_LENGTH_MIN,
  type DisputeOutcome,
  groundCarries,
  OUTCOMES,
} from '@/lib/settlement/dispute';
import { ActionForm } from '../ui/action-form';
import type { FormActionFn } from '../ui/action-result';
import { Panel } from '../ui/card';
import { FormActions } from '../ui/dialog';
import { Field } from '../ui/field';
import { Textarea } from '../ui/input';
import { RadioGroup } from '../ui/radio-group';
import { Select } from '../ui/select';
import { SubmitButton } from '../ui/submit-button';
import { type Deciding, DecisionFigures } from './decision-figures';
import { ShareFields } from './share-fields';
import { type TypedShare, typedUnits } from './typed-share';

export interface DecideFormProps {
  disputeId: string;
  action: FormActionFn;
  deciding: Deciding;
}

/** Ends a dispute for one side or with a share, with its ground and note, and shows what each side gets before that (S-3). */
export function DecideForm({ disputeId, action, deciding }: DecideFormProps) {
  const t = useTranslations('disputes');
  const { units } = deciding;
  const [outcome, setOutcome] = useState<DisputeOutcome | null>(null);
  const [typed, setTyped] = useState<TypedShare>({ as: 'percent', text: '' });
  const shared = typedUnits(typed, units);
  const providerUnits = outcome === 'shared' ? shared : outcome === 'for_provider' ? units : 0n;
  const grounds = DECISION_GROUNDS.filter((ground) => outcome !== null && groundCarries(ground, outcome));
  return (
    <Panel title={t('decide.title')} id="decide">
      <ActionForm
        action={action}
        hidden={{ disputeId }}
        requestIdField="requestId"
        aria-label={t('decide.title')}
      >
        <RadioGroup
          name="outcome"
          legend={t('decide.outcome')}
          look="cards"
          required
          value={outcome ?? ''}
          onValueChange={(value) => setOutcome(OUTCOMES.find((one) => one === value) ?? null)}
          options={OUTCOMES.map((value) => ({
            value,
            label: t(`decide.outcomes.${value}.label`),
            hint:
              value === 'shared' && units === 1n ? t('decide.oneUnit') : t(`decide.outcomes.${value}.hint`),
            disabled: value === 'shared' && units === 1n,
          }))}
        />
        {outcome === 'shared' && (
          <ShareFields typed={typed} onChange={setTyped} units={units} providerUnits={shared} />
        )}
        {outcome !== null && providerUnits !== null && (
          <DecisionFigures deciding={deciding} providerUnits={providerUnits} />
        )}
        {outcome !== null && (
          <Field name="ground" label={t('decide.ground')} required className="sm:max-w-96">
            <Select
              key={outcome}
              placeholder={t('decide.chooseGround')}
              options={grounds.map((value) => ({ value, label: t(`ground.${value}`) }))}
            />
          </Field>
        )}
        <Field
          name="note"
          label={t('decide.note')}
          hint={t('decide.noteHint', { least: DECISION_NOTE_LENGTH_MIN })}
          required
        >
          <Textarea rows={4} maxLength={4000} />
        </Field>
        <FormActions>
          <SubmitButton>{t('decide.confirm')}</SubmitButton>
        </FormActions>
      </ActionForm>
    </Panel>
  );
}
