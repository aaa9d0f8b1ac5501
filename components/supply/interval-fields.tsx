'use client';
import { Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { Input, NumberInput } from '../ui/input';

const HOUR_SECONDS = 3600;

/** One interval in the site's local time: from an hour up to another, and how many cards it offers. */
export function IntervalRow({ prefix = '', cards }: { prefix?: string; cards?: number }) {
  const t = useTranslations('supply.calendar');
  return (
    <div className="grid grow items-start gap-x-3 gap-y-3 sm:grid-cols-2 xl:grid-cols-[13rem_13rem_9rem_minmax(8rem,1fr)]">
      <Field name={`${prefix}from`} label={t('from')} required>
        <Input type="datetime-local" step={HOUR_SECONDS} />
      </Field>
      <Field name={`${prefix}to`} label={t('to')} required>
        <Input type="datetime-local" step={HOUR_SECONDS} />
      </Field>
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
