'use client';
import { Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { Input, NumberInput } from '../ui/input';
import { Select } from '../ui/select';

const CLOCK = Array.from({ length: 24 }, (_, hour) => {
  const two = String(hour).padStart(2, '0');
  return { value: two, label: `${two}:00` };
});

/** A whole local hour: a date and a time, sent as `<name>.date` and `<name>.hour`. */
function LocalHour({ name, label }: { name: string; label: string }) {
  const t = useTranslations('supply.calendar');
  return (
    <Field name={name} label={label} required>
      <div className="grid grid-cols-[minmax(0,1fr)_5.5rem] gap-1.5">
        <Input type="date" name={`${name}.date`} />
        <Select
          id={`${name}.hour`}
          name={`${name}.hour`}
          aria-label={`${label}: ${t('hour')}`}
          options={CLOCK}
        />
      </div>
    </Field>
  );
}

/** One interval in the site's local time: from an hour up to another, and how many cards it offers. */
export function IntervalRow({ prefix = '', cards }: { prefix?: string; cards?: number }) {
  const t = useTranslations('supply.calendar');
  return (
    <div className="grid grow items-start gap-x-3 gap-y-3 sm:grid-cols-2 xl:grid-cols-[15.5rem_15.5rem_9rem_minmax(7rem,1fr)]">
      <LocalHour name={`${prefix}from`} label={t('from')} />
      <LocalHour name={`${prefix}to`} label={t('to')} />
      <Field name={`${prefix}cards`} label={t('cards')} required>
        <NumberInput
          inputMode="numeric"
          defaultValue="0"
          unit={cards === undefined ? t('unitCards') : t('ofCards', { cards })}
        />
      </Field>
      <Field name={`${prefix}note`} label={t('note')} optional>
        <Input maxLength={200} autoComplete="off" />
      </Field>
    </div>
  );
}

/** Any number of intervals inside a form; they are sent as `calendar.<n>.<field>`. */
export function IntervalFields({
  ids,
  onChange,
}: {
  ids: readonly number[];
  onChange: (ids: readonly number[]) => void;
}) {
  const t = useTranslations('supply.calendar');
  return (
    <div className="flex flex-col gap-4">
      {ids.map((id, index) => (
        <div key={id} className="flex items-start gap-2 border-b border-line pb-4">
          <IntervalRow prefix={`calendar.${index}.`} />
          <Button
            variant="quiet"
            aria-label={t('remove')}
            className="mt-6 px-2!"
            onClick={() => onChange(ids.filter((one) => one !== id))}
          >
            <Trash2 aria-hidden />
          </Button>
        </div>
      ))}
      <div>
        <Button onClick={() => onChange([...ids, (ids.at(-1) ?? 0) + 1])}>
          <Plus aria-hidden />
          {t('addInterval')}
        </Button>
      </div>
    </div>
  );
}
