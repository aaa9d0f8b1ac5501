'use client';
import { clsx } from 'clsx';
import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useFieldWiring } from './form-context';
import { controlClass } from './input';

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean;
  /** Options with the same group stand together under its name. */
  group?: string;
}

export interface SelectProps extends Omit<ComponentProps<'select'>, 'children'> {
  options: readonly SelectOption[];
  /** A first, empty choice. */
  placeholder?: string;
}

function Options({ options }: { options: readonly SelectOption[] }) {
  return options.map((option) => (
    <option key={option.value} value={option.value} disabled={option.disabled}>
      {option.label}
    </option>
  ));
}

/** The browser's own select: it works with every keyboard, reader and phone. */
export function Select({ options, placeholder, className, ...rest }: SelectProps) {
  const wiring = useFieldWiring(rest);
  const groups = [...new Set(options.map((option) => option.group).filter((group) => group !== undefined))];
  return (
    <div className="relative min-w-0">
      <select
        {...rest}
        {...wiring}
        className={clsx(controlClass, 'h-8 appearance-none truncate pr-8', className)}
      >
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        <Options options={options.filter((option) => option.group === undefined)} />
        {groups.map((group) => (
          <optgroup key={group} label={group}>
            <Options options={options.filter((option) => option.group === group)} />
          </optgroup>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-faint"
      />
    </div>
  );
}
