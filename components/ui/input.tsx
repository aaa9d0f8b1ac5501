'use client';
import { clsx } from 'clsx';
import type { ComponentProps, ReactNode } from 'react';
import { useFieldWiring } from './form-context';

/** The frame every control shares. */
export const controlClass =
  'w-full min-w-0 rounded-md border border-line-strong bg-surface px-2.5 text-sm text-ink ' +
  'hover:not-disabled:border-muted disabled:cursor-not-allowed disabled:bg-sunken disabled:text-faint ' +
  '[&[readonly]]:bg-sunken aria-invalid:border-bad aria-invalid:bg-bad-soft max-sm:text-lg';

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input {...rest} {...useFieldWiring(rest)} className={clsx(controlClass, 'h-8', className)} />;
}

export interface NumberInputProps extends Omit<ComponentProps<'input'>, 'type'> {
  /** Stands inside the frame, after the number: hours, GB, ¥/card-hour. */
  unit?: ReactNode;
  /** Stands before the number: a currency sign. */
  prefix?: string;
}

/** A number as typed text with a numeric keypad: nothing is rounded or reformatted on the way to the server. */
export function NumberInput({ unit, prefix, className, ...rest }: NumberInputProps) {
  const wiring = useFieldWiring(rest);
  return (
    <div className="relative flex items-stretch">
      {prefix && (
        <span className="pointer-events-none absolute inset-y-0 left-2.5 z-20 flex items-center text-sm text-faint">
          {prefix}
        </span>
      )}
      <input
        inputMode="decimal"
        autoComplete="off"
        {...rest}
        {...wiring}
        type="text"
        className={clsx(
          controlClass,
          'relative h-8 tabular-nums focus-visible:z-10',
          prefix && 'pl-7',
          unit && 'rounded-r-none border-r-0',
          className,
        )}
      />
      {unit && (
        <span className="flex shrink-0 items-center rounded-r-md border border-line-strong bg-sunken px-2.5 text-xs whitespace-nowrap text-muted">
          {unit}
        </span>
      )}
    </div>
  );
}

export function Textarea({ className, rows = 4, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      rows={rows}
      {...rest}
      {...useFieldWiring(rest)}
      className={clsx(controlClass, 'min-h-16 py-1.5', className)}
    />
  );
}

/** A file chooser in the same frame. */
export function FileInput({ className, ...rest }: Omit<ComponentProps<'input'>, 'type'>) {
  return (
    <input
      {...rest}
      {...useFieldWiring(rest)}
      type="file"
      className={clsx(
        controlClass,
        'h-9 cursor-pointer py-1 pl-1 file:mr-3 file:h-7 file:cursor-pointer file:rounded-sm file:border-0 file:bg-sunken file:px-2.5 file:text-xs file:font-medium file:text-ink',
        className,
      )}
    />
  );
}
