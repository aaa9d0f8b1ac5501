'use client';
import { useTranslations } from 'next-intl';
import { useContext, useId, useState } from 'react';
import { type Micros, mulDivFloor, parseAmount } from '@/lib/core/amount';
import { Amount } from '../amount';
import { currencySymbol } from '../format-amount';
import { Button } from '../ui/button';
import { FieldError } from '../ui/field';
import { FormErrorsContext } from '../ui/form-context';
import { Input, NumberInput } from '../ui/input';
import { Select } from '../ui/select';
import { AskBars } from './ask-bars';

export interface AskEditorProps {
  currency: string;
  /** The market's fee, which asks include (S-2). */
  feeBps: number;
  /** 24 decimals by local hour of day. */
  defaultAsks?: readonly string[];
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const two = (hour: number) => String(hour).padStart(2, '0');
const clock = HOURS.map((hour) => ({ value: String(hour), label: `${two(hour)}:00` }));

const microsOf = (text: string): Micros | null => {
  const parsed = parseAmount(text);
  return parsed.ok && parsed.value > 0n ? parsed.value : null;
};

/** Whether an hour is in [from, to) on the clock's circle. */
const within = (hour: number, from: number, to: number) =>
  from <= to ? hour >= from && hour < to : hour >= from || hour < to;

/** Asks for the 24 hours of a local day: set all, set night and day, or each hour; sends `asks.0` … `asks.23`. */
export function AskEditor({ currency, feeBps, defaultAsks }: AskEditorProps) {
  const t = useTranslations('supply.asks');
  const errors = useContext(FormErrorsContext);
  const errorId = useId();
  const [asks, setAsks] = useState<readonly string[]>(() => HOURS.map((hour) => defaultAsks?.[hour] ?? ''));
  const amounts = asks.map(microsOf);
  const failed = Object.keys(errors).filter((path) => /^asks(\.|$)/.test(path));
  const first = failed[0] ? errors[failed[0]] : undefined;
  return (
    <div className="flex flex-col gap-4">
      <Fill
        currency={currency}
        onFill={(ask) => setAsks((now) => HOURS.map((hour) => ask(hour) ?? now[hour] ?? ''))}
      />
      <AskBars
        label={t('bars')}
        values={amounts.map((micros) => (micros === null ? null : Number(micros)))}
      />
      <fieldset className="min-w-0 border-0" aria-describedby={first ? errorId : undefined}>
        <legend className="mb-1.5 text-sm font-medium">
          {t('eachHour', { unit: `${currencySymbol(currency).trim()}/${t('cardHour')}` })}
        </legend>
        <div className="grid grid-cols-4 gap-x-2 gap-y-2 sm:grid-cols-6 lg:grid-cols-8 xl:grid-cols-12">
          {HOURS.map((hour) => (
            <div key={hour} className="flex min-w-0 flex-col gap-0.5">
              <span aria-hidden className="text-2xs text-muted tabular-nums">
                {two(hour)}–{two(hour + 1)}
              </span>
              <Input
                name={`asks.${hour}`}
                aria-label={t('hour', { from: two(hour), to: two(hour + 1) })}
                inputMode="decimal"
                autoComplete="off"
                value={asks[hour] ?? ''}
                aria-invalid={
                  errors[`asks.${hour}`] !== undefined || (asks[hour] !== '' && amounts[hour] === null)
                }
                onChange={(event) => setAsks(asks.map((ask, at) => (at === hour ? event.target.value : ask)))}
                className="px-1.5! text-right tabular-nums"
              />
            </div>
          ))}
        </div>
        {first && (
          <div className="mt-1.5">
            <FieldError id={errorId}>{first}</FieldError>
          </div>
        )}
      </fieldset>
      <Net amounts={amounts} currency={currency} feeBps={feeBps} />
    </div>
  );
}

function Fill({
  currency,
  onFill,
}: {
  currency: string;
  onFill: (ask: (hour: number) => string | null) => void;
}) {
  const t = useTranslations('supply.asks');
  const [flat, setFlat] = useState('');
  const [night, setNight] = useState({ from: '22', to: '8', night: '', day: '' });
  const set = (part: Partial<typeof night>) => setNight({ ...night, ...part });
  const prefix = currencySymbol(currency).trim();
  const byNight = (hour: number) =>
    (within(hour, Number(night.from), Number(night.to)) ? night.night : night.day) || null;
  return (
    <div className="grid gap-x-8 gap-y-3 rounded-md bg-sunken p-3 xl:grid-cols-[auto_1fr]">
      <div className="flex flex-wrap items-end gap-2">
        <Small label={t('flat')}>
          {(id) => (
            <NumberInput
              id={id}
              prefix={prefix}
              value={flat}
              onChange={(e) => setFlat(e.target.value)}
              className="w-24!"
            />
          )}
        </Small>
        <Button disabled={microsOf(flat) === null} onClick={() => onFill(() => flat)}>
          {t('setAll')}
        </Button>
      </div>
      <div className="flex flex-wrap items-end gap-2">
        <Small label={t('night')}>
          {(id) => (
            <NumberInput
              id={id}
              prefix={prefix}
              value={night.night}
              onChange={(e) => set({ night: e.target.value })}
              className="w-24!"
            />
          )}
        </Small>
        <Small label={t('from')}>
          {(id) => (
            <Select
              id={id}
              options={clock}
              value={night.from}
              onChange={(e) => set({ from: e.target.value })}
            />
          )}
        </Small>
        <Small label={t('to')}>
          {(id) => (
            <Select id={id} options={clock} value={night.to} onChange={(e) => set({ to: e.target.value })} />
          )}
        </Small>
        <Small label={t('day')}>
          {(id) => (
            <NumberInput
              id={id}
              prefix={prefix}
              value={night.day}
              onChange={(e) => set({ day: e.target.value })}
              className="w-24!"
            />
          )}
        </Small>
        <Button
          disabled={microsOf(night.night) === null || microsOf(night.day) === null}
          onClick={() => onFill(byNight)}
        >
          {t('setNightDay')}
        </Button>
      </div>
    </div>
  );
}

function Small({ label, children }: { label: string; children: (id: string) => React.ReactNode }) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-xs text-muted">
        {label}
      </label>
      {children(id)}
    </div>
  );
}

/** What remains of the asks after the market's fee (S-2); shown, never sent. */
function Net({
  amounts,
  currency,
  feeBps,
}: {
  amounts: readonly (Micros | null)[];
  currency: string;
  feeBps: number;
}) {
  const t = useTranslations('supply.asks');
  const known = amounts.filter((micros) => micros !== null);
  if (known.length === 0)
    return <p className="text-xs text-muted">{t('netLater', { percent: feeBps / 100 })}</p>;
  const sorted = known.toSorted((a, b) => (a < b ? -1 : 1));
  const net = (micros: Micros) => micros - mulDivFloor(micros, BigInt(feeBps), 10_000n);
  const [least = 0n, most = 0n] = [sorted[0], sorted.at(-1)];
  return (
    <p className="text-sm">
      {t('net', { percent: feeBps / 100 })}{' '}
      <strong className="font-semibold">
        <Amount micros={net(least)} currency={currency} decimals={4} />
        {least !== most && (
          <>
            {' – '}
            <Amount micros={net(most)} currency={currency} decimals={4} />
          </>
        )}
      </strong>{' '}
      <span className="text-muted">{t('perCardHour')}</span>
    </p>
  );
}
