'use client';
import { clsx } from 'clsx';
import { CircleX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useContext, useId, useMemo } from 'react';
import { FieldContext, FormErrorsContext } from './form-context';

export interface FieldProps {
  /** Form field name; also finds the error in the action's result. */
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  /** Overrides the error the form's action gave. */
  error?: string;
  required?: boolean;
  /** Says “optional” beside the label: use where most fields are required. */
  optional?: boolean;
  /** One Input, NumberInput, Select, Textarea: it takes id, name and descriptions from here. */
  children: ReactNode;
  className?: string;
}

/** A labelled control with hint and error, wired for assistive technology. */
export function Field({
  name,
  label,
  hint,
  error,
  required = false,
  optional,
  children,
  className,
}: FieldProps) {
  const t = useTranslations('common.form');
  const id = useId();
  const errors = useContext(FormErrorsContext);
  const shown = error ?? errors[name];
  const hintId = hint ? `${id}-hint` : undefined;
  const errorId = shown ? `${id}-error` : undefined;
  const describedBy = [errorId, hintId].filter(Boolean).join(' ') || undefined;
  const wiring = useMemo(
    () => ({ id, name, describedBy, invalid: shown !== undefined, required }),
    [id, name, describedBy, shown, required],
  );
  return (
    <div className={clsx('flex min-w-0 flex-col gap-1', className)}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
        {required && (
          <span aria-hidden className="text-bad">
            {' *'}
          </span>
        )}
        {optional && <span className="font-normal text-faint"> ({t('optional')})</span>}
      </label>
      <FieldContext value={wiring}>{children}</FieldContext>
      {shown && <FieldError id={errorId}>{shown}</FieldError>}
      {hint && (
        <p id={hintId} className="text-xs text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}

/** The sentence under a control that was refused. */
export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className="flex items-start gap-1 text-xs font-medium text-bad">
      <CircleX aria-hidden className="mt-px size-3.5 shrink-0" />
      <span className="[overflow-wrap:anywhere]">{children}</span>
    </p>
  );
}

/** Fields side by side where there is room. */
export function FieldRow({ children, columns = 2 }: { children: ReactNode; columns?: 2 | 3 | 4 }) {
  const grid = { 2: 'sm:grid-cols-2', 3: 'sm:grid-cols-3', 4: 'sm:grid-cols-2 lg:grid-cols-4' }[columns];
  return <div className={clsx('grid items-start gap-x-4 gap-y-4', grid)}>{children}</div>;
}

/** Fields that belong together, under one legend. */
export function FieldGroup({
  legend,
  description,
  children,
}: {
  legend: ReactNode;
  description?: ReactNode;
  children: ReactNode;
}) {
  return (
    <fieldset className="min-w-0 border-0">
      <legend className="text-base font-semibold">{legend}</legend>
      {description && <p className="max-w-prose text-xs text-muted">{description}</p>}
      <div className="mt-3 flex flex-col gap-4">{children}</div>
    </fieldset>
  );
}
