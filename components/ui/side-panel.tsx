import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { LinkButton } from './button';

/** A list, and beside it the details of the chosen row; on a phone the details come first. */
export function SplitView({ children, panel }: { children: ReactNode; panel: ReactNode | null }) {
  return (
    <div
      className={clsx(
        'grid min-w-0 items-start gap-4',
        panel && 'lg:grid-cols-[minmax(0,1fr)_22rem] xl:grid-cols-[minmax(0,1fr)_25rem]',
      )}
    >
      <div className="min-w-0 max-lg:order-2">{children}</div>
      {panel && (
        <div className="min-w-0 max-lg:order-1 lg:sticky lg:top-[calc(var(--top-bar-height)+1rem)]">
          {panel}
        </div>
      )}
    </div>
  );
}

export interface SidePanelProps {
  title: ReactNode;
  subtitle?: ReactNode;
  status?: ReactNode;
  /** The list without a chosen row. */
  closeHref: string;
  children: ReactNode;
  /** Stays in sight below the scrolling body. */
  footer?: ReactNode;
}

/** The details of one row, opened by the address (`?order=…`), closed by a link. */
export function SidePanel({ title, subtitle, status, closeHref, children, footer }: SidePanelProps) {
  const t = useTranslations('common');
  return (
    <aside className="flex flex-col rounded-lg border border-line-strong/60 bg-surface lg:max-h-[calc(100dvh-var(--top-bar-height)-2rem)]">
      <div className="flex items-start justify-between gap-3 border-b border-line px-4 py-2.5">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <h2 className="text-base font-semibold [overflow-wrap:anywhere]">{title}</h2>
            {status}
          </div>
          {subtitle && <p className="text-xs text-muted">{subtitle}</p>}
        </div>
        <LinkButton
          href={closeHref}
          scroll={false}
          variant="quiet"
          size="sm"
          aria-label={t('close')}
          className="-mr-2 px-1.5!"
        >
          <X aria-hidden />
        </LinkButton>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div tabIndex={0} className="-outline-offset-2 min-h-0 grow overflow-y-auto px-4 py-3 text-sm">
        {children}
      </div>
      {footer && <div className="border-t border-line px-4 py-3">{footer}</div>}
    </aside>
  );
}
