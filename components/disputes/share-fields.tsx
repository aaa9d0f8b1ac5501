'use client';
import { useFormatter, useTranslations } from 'next-intl';
import { Field } from '../ui/field';
import { NumberInput } from '../ui/input';
import { RadioGroup } from '../ui/radio-group';
import type { TypedShare } from './typed-share';

export interface ShareFieldsProps {
  typed: TypedShare;
  onChange: (typed: TypedShare) => void;
  /** Of the disputed delivery. */
  units: bigint;
  /** What the typed share comes to; null while it is none. */
  providerUnits: bigint | null;
}

/** How much of a delivery is paid, typed as whole units or as a percentage that is rounded down to them. */
export function ShareFields({ typed, onChange, units, providerUnits }: ShareFieldsProps) {
  const t = useTranslations('disputes.decide');
  const format = useFormatter();
  const percentHint =
    providerUnits === null
      ? t('sharePercentNone')
      : t('sharePercentHint', { units: format.number(providerUnits) });
  return (
    <div className="flex flex-col gap-3 rounded-md border border-line p-3">
      <RadioGroup
        name="enteredAs"
        legend={t('enteredAs')}
        look="row"
        value={typed.as}
        onValueChange={(as) => onChange({ as: as === 'percent' ? 'percent' : 'units', text: '' })}
        options={[
          { value: 'percent', label: t('asPercent') },
          { value: 'units', label: t('asUnits') },
        ]}
      />
      <Field
        name={typed.as === 'units' ? 'providerUnits' : 'shareBps'}
        label={t(typed.as === 'units' ? 'shareUnits' : 'sharePercent')}
        hint={typed.as === 'units' ? t('shareUnitsHint', { most: format.number(units - 1n) }) : percentHint}
        required
        className="sm:max-w-72"
      >
        <NumberInput
          inputMode={typed.as === 'units' ? 'numeric' : 'decimal'}
          unit={typed.as === 'units' ? undefined : '%'}
          value={typed.text}
          onChange={(event) => onChange({ ...typed, text: event.target.value })}
        />
      </Field>
    </div>
  );
}
