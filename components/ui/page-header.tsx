import { ChevronLeft } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';

export interface PageHeaderProps {
  title: ReactNode;
  description?: ReactNode;
  /** Status badge beside the title. */
  status?: ReactNode;
  actions?: ReactNode;
  /** The list this page came from. */
  back?: { href: string; label: string };
}

/** The title line every page starts with. */
export function PageHeader({ title, description, status, actions, back }: PageHeaderProps) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
      <div className="min-w-0">
        {back && (
          <Link
            href={back.href}
            className="-ml-1 mb-0.5 inline-flex min-h-6 items-center gap-0.5 text-xs text-muted hover:text-ink"
          >
            <ChevronLeft aria-hidden className="size-3.5" />
            {back.label}
          </Link>
        )}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="text-xl font-semibold tracking-tight [overflow-wrap:anywhere]">{title}</h1>
          {status}
        </div>
        {description && <p className="mt-0.5 max-w-prose text-sm text-muted">{description}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}

/** The vertical rhythm of a page: title line, key figures, main thing. */
export function Page({ children }: { children: ReactNode }) {
  return <div className="flex flex-col gap-4">{children}</div>;
}
