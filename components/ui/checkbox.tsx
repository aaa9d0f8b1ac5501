'use client';
import { clsx } from 'clsx';
import { type ComponentProps, type ReactNode, useContext, useId } from 'react';
import { FieldError } from './field';
import { FormErrorsContext } from './form-context';

export interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type'> {
  label: ReactNode;
  hint?: ReactNode;
}

/** A box with its label; sends `value` (default `on`) when ticked and nothing otherwise. */
export function Checkbox({ label, hint, className, ...rest }: CheckboxProps) {
  const id = useId();
  const error = useContext(FormErrorsContext)[rest.name ?? ''];
  const describedBy = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined;
  return (
    <div className={clsx('flex flex-col gap-1', className)}>
      <label className="flex min-h-6 items-start gap-2 text-sm">
        <input
          {...rest}
          type="checkbox"
          aria-describedby={describedBy}
          aria-invalid={error ? true : undefined}
          className="mt-[3px] size-4 shrink-0 accent-accent"
        />
        <span>{label}</span>
      </label>
      {error && (
        <div className="pl-6">
          <FieldError id={`${id}-error`}>{error}</FieldError>
        </div>
      )}
      {hint && (
        <p id={`${id}-hint`} className="pl-6 text-xs text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}
