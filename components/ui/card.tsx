import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export interface PanelProps {
  title?: ReactNode;
  /** One line under the title. */
  description?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
  /** The body touches the frame: for tables and charts. */
  flush?: boolean;
  /** Heading level of the title; 2 directly under the page's title. */
  level?: 2 | 3;
  id?: string;
  className?: string;
}

/** A framed part of the page with an optional title line. */
export function Panel({
  title,
  description,
  actions,
  children,
  footer,
  flush,
  level = 2,
  id,
  className,
}: PanelProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section id={id} className={clsx('min-w-0 rounded-lg border border-line bg-surface', className)}>
      {(title || actions) && (
        <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-1.5 border-b border-line px-4 py-2">
          <div className="min-w-0">
            {title && <Heading className="text-base font-semibold">{title}</Heading>}
            {description && <p className="max-w-prose text-xs text-muted">{description}</p>}
          </div>
          {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </div>
      )}
      <div className={flush ? undefined : 'p-4'}>{children}</div>
      {footer && <div className="border-t border-line px-4 py-2.5 text-xs text-muted">{footer}</div>}
    </section>
  );
}

/** A plain frame without a title line. */
export function Card({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div className={clsx('min-w-0 rounded-lg border border-line bg-surface p-4', className)}>{children}</div>
  );
}
