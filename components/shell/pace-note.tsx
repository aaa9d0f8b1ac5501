'use client';
import { usePaceNote } from './market-clock';
import type { ShellClock } from './viewer';

/** Says how this market runs differently from a production market. */
export function PaceNote({ clock, className }: { clock: ShellClock; className?: string }) {
  const note = usePaceNote(clock);
  return note && <p className={`text-xs text-muted ${className ?? ''}`}>{note}</p>;
}
