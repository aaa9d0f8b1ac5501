'use client';
import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Button } from '../ui/button';
import { Input } from '../ui/input';

/** Measured figures of a report as names and values: loss, seconds per frame, tokens per second. */
export function MetricRows() {
  const t = useTranslations('leases.report');
  const nextKey = useRef(1);
  const [rows, setRows] = useState<readonly number[]>([0]);
  return (
    <fieldset className="flex min-w-0 flex-col gap-2 border-0">
      <legend className="mb-1 text-sm font-medium">
        {t('metrics')} <span className="font-normal text-faint">({t('optional')})</span>
      </legend>
      {rows.map((key, index) => (
        <div key={key} className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] gap-2">
          <Input
            name="metric.key"
            aria-label={t('metricName', { number: index + 1 })}
            placeholder={t('metricNamePlaceholder')}
            maxLength={80}
          />
          <Input
            name="metric.value"
            aria-label={t('metricValue', { number: index + 1 })}
            placeholder={t('metricValuePlaceholder')}
            maxLength={200}
          />
          <Button
            variant="quiet"
            size="sm"
            aria-label={t('removeMetric', { number: index + 1 })}
            onClick={() => setRows((now) => now.filter((one) => one !== key))}
            className="px-1.5!"
          >
            <X aria-hidden />
          </Button>
        </div>
      ))}
      <Button
        variant="quiet"
        size="sm"
        className="self-start"
        onClick={() => setRows((now) => [...now, nextKey.current++])}
      >
        <Plus aria-hidden />
        {t('addMetric')}
      </Button>
    </fieldset>
  );
}
