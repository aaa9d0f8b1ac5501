'use client';
import { useTimeZone, useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { hourStart } from '@/lib/core/hours';
import { formatTime, zoneLabel } from '../format-time';
import { Field, FieldRow } from '../ui/field';
import { Input } from '../ui/input';
import { Select } from '../ui/select';

const HOUR_SECONDS = 3600;
const nothing = () => () => undefined;
const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

const inputTime = (hour: number, zone: string) => formatTime(hourStart(hour), zone).replace(' ', 'T');

/** From when and until when the job may use cards, in the market's zone or the buyer's own. */
export function WindowFields({ earliestHour, deadlineHour }: { earliestHour: number; deadlineHour: number }) {
  const t = useTranslations('buy.form');
  const marketZone = useTimeZone() ?? 'UTC';
  const ownZone = useSyncExternalStore(nothing, browserZone, () => marketZone);
  const zones = [...new Set([marketZone, ownZone])];
  const zoneName = (zone: string) =>
    `${zone.replaceAll('_', ' ')} (${zoneLabel(hourStart(earliestHour), zone)})`;
  return (
    <FieldRow columns={3}>
      <Field name="spec.earliestHour" label={t('earliest')} required>
        <Input type="datetime-local" step={HOUR_SECONDS} defaultValue={inputTime(earliestHour, marketZone)} />
      </Field>
      <Field name="spec.deadlineHour" label={t('deadline')} hint={t('deadlineHint')} required>
        <Input type="datetime-local" step={HOUR_SECONDS} defaultValue={inputTime(deadlineHour, marketZone)} />
      </Field>
      <Field name="timeZone" label={t('zone')} hint={t('zoneHint')}>
        <Select options={zones.map((zone) => ({ value: zone, label: zoneName(zone) }))} />
      </Field>
    </FieldRow>
  );
}
