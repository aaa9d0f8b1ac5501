'use client';
import { clsx } from 'clsx';
import { type ReactNode, useContext, useId } from 'react';
import { FieldError } from './field';
import { FormErrorsContext } from './form-context';

export interface RadioOption {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
}

export interface RadioGroupProps {
  name: string;
  legend: ReactNode;
  options: readonly RadioOption[];
  defaultValue?: string;
  /** Controlled use; give both. */
  value?: string;
  onValueChange?: (value: string) => void;
  required?: boolean;
  hint?: ReactNode;
  /** `cards` frames each choice, for the one decision a page is about. */
  look?: 'list' | 'row' | 'cards';
}

const LAYOUT = {
  list: 'flex flex-col gap-1.5',
  row: 'flex flex-wrap gap-x-5 gap-y-1.5',
  cards: 'grid gap-2 sm:grid-cols-[repeat(auto-fit,minmax(12rem,1fr))]',
} as const;

/** One choice of a few, as native radio buttons in a fieldset. */
export function RadioGroup(props: RadioGroupProps) {
  const { name, legend, options, defaultValue, value, onValueChange, required, hint, look = 'list' } = props;
  const id = useId();
  const error = useContext(FormErrorsContext)[name];
  const describedBy = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined;
  return (
    <fieldset aria-describedby={describedBy} className="flex min-w-0 flex-col gap-1.5 border-0">
      <legend className="mb-1.5 text-sm font-medium">
        {legend}
        {required && (
          <span aria-hidden className="text-bad">
            {' *'}
          </span>
        )}
      </legend>
      <div className={LAYOUT[look]}>
        {options.map((option) => (
          <label
            key={option.value}
            className={clsx(
              'flex min-h-6 items-start gap-2 text-sm has-disabled:text-faint',
              look === 'cards' &&
                'rounded-md border border-line-strong/60 bg-surface p-3 has-checked:border-accent has-checked:bg-accent-soft hover:not-has-checked:bg-sunken',
            )}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              required={required}
              disabled={option.disabled}
              {...(value === undefined
                ? { defaultChecked: option.value === defaultValue }
                : { checked: option.value === value, onChange: () => onValueChange?.(option.value) })}
              className="mt-[3px] size-4 shrink-0 accent-accent"
            />
            <span className="min-w-0">
              <span className={look === 'cards' ? 'font-medium' : undefined}>{option.label}</span>
              {option.hint && <span className="block text-xs text-muted">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      {hint && (
        <p id={`${id}-hint`} className="text-xs text-muted">
          {hint}
        </p>
      )}
    </fieldset>
  );
}
