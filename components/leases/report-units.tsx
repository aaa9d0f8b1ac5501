'use client';
import { useFormatter, useTranslations } from 'next-intl';
import { useRef } from 'react';
import { unitsToMilestones } from '@/lib/settlement/milestones';
import { outcomeUnit } from '../buy/outcome';
import { formatTime } from '../format-time';
import { useReadMarketNow } from '../market-now';
import { Button } from '../ui/button';
import { Field, FieldRow } from '../ui/field';
import { Input, NumberInput } from '../ui/input';
import { Select } from '../ui/select';

export interface ReportUnitsProps {
  units: bigint;
  reportedUnits: bigint;
  unitKind: string;
  /** Equal parts the lease counts by; null where every unit counts (S-7). */
  milestones: number | null;
}

/** How much a report brings: any number of units, or on a lease with milestones one of those ahead. */
export function ReportUnits({ milestones, ...lease }: ReportUnitsProps) {
  return milestones === null ? (
    <AnyUnits {...lease} />
  ) : (
    <MilestoneUnits {...lease} milestones={milestones} />
  );
}

function AnyUnits({ units, reportedUnits, unitKind }: Omit<ReportUnitsProps, 'milestones'>) {
  const t = useTranslations('leases.report');
  const name = useTranslations('buy.units.name');
  const format = useFormatter();
  const typed = useRef<HTMLInputElement>(null);
  const left = units - reportedUnits;
  return (
    <div className="flex flex-wrap items-end gap-x-3 gap-y-2">
      <Field
        name="units"
        label={t('units')}
        hint={t('unitsHint', { left: format.number(left) })}
        required
        className="grow sm:max-w-96"
      >
        <NumberInput ref={typed} inputMode="numeric" unit={name(outcomeUnit(unitKind))} />
      </Field>
      <Button
        variant="quiet"
        className="mb-5"
        onClick={() => {
          if (typed.current) typed.current.value = left.toString();
        }}
      >
        {t('allThatIsLeft')}
      </Button>
    </div>
  );
}

function MilestoneUnits({
  units,
  reportedUnits,
  milestones,
}: Omit<ReportUnitsProps, 'milestones'> & { milestones: number }) {
  const t = useTranslations('counting.milestones');
  const format = useFormatter();
  const ahead = unitsToMilestones({ units, milestones }, reportedUnits);
  return (
    <Field name="units" label={t('reported')} hint={t('reportedHint')} required className="sm:max-w-96">
      <Select
        options={ahead.map((one) => ({
          value: one.units.toString(),
          label: t('choice', {
            number: one.milestone,
            count: milestones,
            units: format.number(one.units),
          }),
        }))}
      />
    </Field>
  );
}

/** Which of a report's files was loaded as a checkpoint, and when (S-7). */
export function CheckpointFields() {
  const t = useTranslations('counting.milestones');
  const readNow = useReadMarketNow();
  return (
    <FieldRow>
      <Field
        name="evidence.checkpoint.file"
        label={t('checkpointFile')}
        hint={t('checkpointFileHint')}
        optional
      >
        <Input maxLength={255} autoComplete="off" />
      </Field>
      <Field name="evidence.checkpoint.loadedAt" label={t('loadedAt')} hint={t('loadedAtHint')} required>
        <Input
          type="datetime-local"
          defaultValue={formatTime(new Date(readNow()), 'UTC').replace(' ', 'T')}
          suppressHydrationWarning
        />
      </Field>
    </FieldRow>
  );
}
