import { clsx } from 'clsx';
import { Circle, CircleCheck, CircleDot, CircleX, Hourglass, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

/** idle: nothing to do · waiting: someone will act · active: under way · good · warn · bad. */
export type Tone = 'idle' | 'waiting' | 'active' | 'good' | 'warn' | 'bad';

const LOOKS = {
  idle: { Icon: Circle, color: 'text-faint' },
  waiting: { Icon: Hourglass, color: 'text-muted' },
  active: { Icon: CircleDot, color: 'text-accent' },
  good: { Icon: CircleCheck, color: 'text-good' },
  warn: { Icon: TriangleAlert, color: 'text-warn' },
  bad: { Icon: CircleX, color: 'text-bad' },
} as const;

export interface BadgeProps {
  tone?: Tone;
  children: ReactNode;
  /** A framed pill, for titles and panels; in tables the plain form is calmer. */
  outline?: boolean;
  title?: string;
  className?: string;
}

/** A state as icon and word: the icon's shape and the word carry it, the color only helps. */
export function Badge({ tone = 'idle', children, outline = false, title, className }: BadgeProps) {
  const { Icon, color } = LOOKS[tone];
  return (
    <span
      title={title}
      className={clsx(
        'inline-flex items-center gap-1.5 align-middle whitespace-nowrap text-ink',
        outline && 'h-6 rounded-full border border-line bg-surface px-2 text-xs font-medium',
        className,
      )}
    >
      <Icon aria-hidden className={clsx('size-3.5 shrink-0', color)} strokeWidth={2.25} />
      {children}
    </span>
  );
}

/** A neutral word in a frame: a kind, a chip, a region; never a state. */
export function Tag({ children, title }: { children: ReactNode; title?: string }) {
  return (
    <span
      title={title}
      className="inline-flex h-5 items-center rounded-sm border align-middle border-line bg-sunken px-1.5 text-2xs font-medium whitespace-nowrap text-muted"
    >
      {children}
    </span>
  );
}
