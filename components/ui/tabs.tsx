import { clsx } from 'clsx';
import Link from 'next/link';
import type { ReactNode } from 'react';

export interface TabItem {
  href: string;
  label: ReactNode;
  /** A number beside the label, such as how many wait. */
  count?: number | string;
  current: boolean;
}

export interface TabsProps {
  items: readonly TabItem[];
  label: string;
  /** `segments` stand in a panel's title line. */
  look?: 'line' | 'segments';
}

/** Views of one thing, each with its own address. */
export function Tabs({ items, label, look = 'line' }: TabsProps) {
  if (look === 'segments') return <Segments items={items} label={label} />;
  return (
    <nav aria-label={label} className="-mb-px overflow-x-auto border-b border-line">
      <ul className="flex min-w-max gap-5">
        {items.map((item) => (
          <li key={item.href}>
            <Link
              href={item.href}
              scroll={false}
              aria-current={item.current ? 'page' : undefined}
              className={clsx(
                '-outline-offset-2 inline-flex h-9 items-center gap-1.5 border-b-2 text-sm',
                item.current
                  ? 'border-accent font-medium text-ink'
                  : 'border-transparent text-muted hover:border-line-strong hover:text-ink',
              )}
            >
              {item.label}
              {item.count !== undefined && (
                <span className="rounded-full bg-sunken px-1.5 text-2xs font-medium text-muted">
                  {item.count}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Segments({ items, label }: { items: readonly TabItem[]; label: string }) {
  return (
    <nav
      aria-label={label}
      className="max-w-full overflow-x-auto rounded-md border border-line bg-sunken p-0.5"
    >
      <ul className="flex min-w-max">
        {items.map((item) => (
          <li key={item.href}>
            <Link
              href={item.href}
              scroll={false}
              aria-current={item.current ? 'page' : undefined}
              className={clsx(
                '-outline-offset-2 inline-flex h-6 items-center gap-1.5 rounded-sm border px-2.5 text-xs',
                item.current
                  ? 'border-line bg-surface font-medium text-ink'
                  : 'border-transparent text-muted hover:text-ink',
              )}
            >
              {item.label}
              {item.count !== undefined && <span className="text-faint">{item.count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
