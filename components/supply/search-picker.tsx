'use client';
import { clsx } from 'clsx';
import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { useFieldWiring } from '../ui/form-context';
import { controlClass } from '../ui/input';

export interface PickerOption {
  readonly value: string;
  readonly label: string;
  /** Figures at the end of the row. */
  readonly figures?: string;
  /** A second, quieter line. */
  readonly detail?: string;
  /** A word in a frame: a hub, a kind. */
  readonly mark?: string;
}

export interface SearchPickerProps {
  /** Form field that carries the chosen value. */
  name?: string;
  defaultValue?: string;
  options: readonly PickerOption[];
  /** What a typed text finds, best first. */
  find: (text: string) => readonly PickerOption[];
  placeholder: string;
  onPick?: (value: string) => void;
  /** Under the list, when a text finds several: what to know about them. */
  note?: (text: string) => ReactNode;
}

const SHOWN = 60;

/** A text field that finds one of many: type any of its names, choose by arrows and Enter or by a press. */
export function SearchPicker(props: SearchPickerProps) {
  const { options, find, placeholder, onPick } = props;
  const wiring = useFieldWiring({ name: props.name });
  const listId = useId();
  const byValue = (value: string) => options.find((option) => option.value === value);
  const [value, setValue] = useState(props.defaultValue ?? '');
  const [text, setText] = useState(() => byValue(props.defaultValue ?? '')?.label ?? '');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);

  const chosen = byValue(value);
  const searching = text.trim() !== '' && text !== chosen?.label;
  const found = searching ? find(text) : options;
  const shown = found.slice(0, SHOWN);
  const pick = (option: PickerOption) => {
    setValue(option.value);
    setText(option.label);
    setOpen(false);
    onPick?.(option.value);
  };
  const leave = () => {
    setOpen(false);
    const only = searching ? find(text) : [];
    if (text.trim() === '') setValue('');
    else if (only.length === 1 && only[0]) pick(only[0]);
    else setText(chosen?.label ?? '');
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setAt((now) => (open ? Math.min(Math.max(now + step, 0), shown.length - 1) : now));
    } else if (event.key === 'Enter' && open) {
      event.preventDefault();
      const option = shown[at];
      if (option) pick(option);
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation();
      setOpen(false);
      setText(chosen?.label ?? '');
    }
  };

  return (
    <div className="relative min-w-0">
      <input type="hidden" name={wiring.name} value={value} />
      <Search
        aria-hidden
        className="pointer-events-none absolute top-2 left-2.5 size-4 text-faint max-sm:top-2.5"
      />
      <input
        id={wiring.id}
        type="text"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={open && shown[at] ? `${listId}-${at}` : undefined}
        aria-describedby={wiring['aria-describedby']}
        aria-invalid={wiring['aria-invalid']}
        aria-required={wiring.required}
        placeholder={placeholder}
        value={text}
        onFocus={(event) => event.currentTarget.select()}
        onClick={() => setOpen(true)}
        onChange={(event) => {
          setText(event.target.value);
          setOpen(true);
          setAt(0);
        }}
        onBlur={leave}
        onKeyDown={onKeyDown}
        className={clsx(controlClass, 'h-8 pl-8.5')}
      />
      {open && (
        <Options id={listId} found={found} shown={shown} at={at} value={value} onPick={pick}>
          {searching && props.note?.(text)}
        </Options>
      )}
    </div>
  );
}

interface OptionsProps {
  id: string;
  found: readonly PickerOption[];
  shown: readonly PickerOption[];
  at: number;
  value: string;
  onPick: (option: PickerOption) => void;
  children: ReactNode;
}

function Options({ id, found, shown, at, value, onPick, children }: OptionsProps) {
  const t = useTranslations('supply.picker');
  return (
    <div className="absolute inset-x-0 top-full z-30 mt-1 overflow-hidden rounded-md border border-line-strong/60 bg-surface shadow-overlay">
      <div id={id} role="listbox" className="max-h-72 overflow-y-auto py-1">
        {shown.map((option, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the combobox that keeps the focus
          <div
            key={option.value}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={option.value === value}
            ref={(row) => {
              if (index === at) row?.scrollIntoView({ block: 'nearest' });
            }}
            // Pressing must not take the focus from the text field before the press is done.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPick(option)}
            className={clsx(
              'flex cursor-pointer items-baseline gap-2 px-3 py-1.5 text-sm hover:bg-sunken',
              index === at && 'bg-sunken',
              option.value === value && 'font-medium',
            )}
          >
            <span className="min-w-0 grow">
              {option.label}
              {option.mark && (
                <span className="ml-2 inline-block rounded-sm border border-line bg-sunken px-1 text-2xs text-muted">
                  {option.mark}
                </span>
              )}
              {option.detail && <span className="block text-xs text-muted">{option.detail}</span>}
            </span>
            {option.figures && (
              <span className="shrink-0 text-xs whitespace-nowrap text-muted tabular-nums">
                {option.figures}
              </span>
            )}
          </div>
        ))}
        {shown.length === 0 && <p className="px-3 py-2 text-sm text-muted">{t('none')}</p>}
      </div>
      {(children || found.length > shown.length) && (
        <div className="border-t border-line px-3 py-1.5 text-xs text-muted">
          {children}
          {found.length > shown.length && <p>{t('more', { count: found.length - shown.length })}</p>}
        </div>
      )}
    </div>
  );
}
