'use client';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';

export interface PickedListProps {
  /** Form field that carries every chosen value. */
  name: string;
  initial?: readonly string[];
  nameOf: (value: string) => string;
  /** A picker that starts empty again after each choice. */
  picker: (onPick: (value: string) => void) => ReactNode;
}

/** Several of many: what is chosen stands under the picker and can be taken out again. */
export function PickedList({ name, initial = [], nameOf, picker }: PickedListProps) {
  const t = useTranslations('buy.form');
  const [values, setValues] = useState<readonly string[]>(initial);
  const [round, setRound] = useState(0);
  const add = (value: string) => {
    setValues((now) => (now.includes(value) ? now : [...now, value]));
    setRound((now) => now + 1);
  };
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <div key={round}>{picker(add)}</div>
      {values.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {values.map((value) => (
            <li
              key={value}
              className="inline-flex h-6 items-center gap-1 rounded-sm border border-line bg-sunken pl-2 text-xs"
            >
              <input type="hidden" name={name} value={value} />
              {nameOf(value)}
              <button
                type="button"
                aria-label={t('remove', { name: nameOf(value) })}
                onClick={() => setValues((now) => now.filter((one) => one !== value))}
                className="inline-flex size-6 items-center justify-center text-faint hover:text-ink"
              >
                <X aria-hidden className="size-3.5" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
