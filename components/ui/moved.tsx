'use client';
import { clsx } from 'clsx';
import { type ReactNode, useState } from 'react';

export interface MovedProps {
  /** What the eye should follow: a price, a count. */
  value: string | number | bigint;
  children: ReactNode;
  className?: string;
}

/** Lights up for a moment when its value changes on the open page; still the first time and for the rest. */
export function Moved({ value, children, className }: MovedProps) {
  const [seen, setSeen] = useState({ value, moves: 0 });
  if (seen.value !== value) setSeen({ value, moves: seen.moves + 1 });
  return (
    <span key={seen.moves} className={clsx('rounded-sm', seen.moves > 0 && 'animate-moved', className)}>
      {children}
    </span>
  );
}
