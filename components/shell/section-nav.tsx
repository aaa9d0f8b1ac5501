'use client';
import { clsx } from 'clsx';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect, useRef } from 'react';
import { isUnder } from './door-nav';

export interface SectionItem {
  href: string;
  label: string;
  /** A lucide icon element. */
  icon?: ReactNode;
  /** How many wait there. */
  count?: number;
  /** Current only on exactly this address: for a section's first page. */
  exact?: boolean;
}

/** The pages behind one door: a column beside the page, a strip above it on small screens. */
export function SectionNav({ label, items }: { label: string; items: readonly SectionItem[] }) {
  const path = usePathname();
  const list = useRef<HTMLUListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new address moves the strip
  useEffect(() => {
    const current = list.current?.querySelector<HTMLElement>('[aria-current="page"]');
    if (current && list.current)
      list.current.scrollLeft = current.offsetLeft - list.current.clientWidth / 2 + current.offsetWidth / 2;
  }, [path]);
  return (
    <nav
      aria-label={label}
      className="min-w-0 max-lg:-mx-4 max-lg:border-b max-lg:border-line max-lg:bg-surface"
    >
      <ul
        ref={list}
        className="relative flex max-lg:overflow-x-auto max-lg:px-2 lg:sticky lg:top-[calc(var(--top-bar-height)+1.25rem)] lg:flex-col lg:gap-0.5"
      >
        {items.map((item) => {
          const here = item.exact ? path === item.href : isUnder(path, item.href);
          return (
            <li key={item.href}>
              <Link
                href={item.href}
                aria-current={here ? 'page' : undefined}
                className={clsx(
                  '-outline-offset-2 flex items-center gap-2 text-sm whitespace-nowrap max-lg:h-10 max-lg:border-b-2 max-lg:px-2.5',
                  'lg:h-8 lg:rounded-md lg:px-2.5 [&_svg]:size-4 [&_svg]:shrink-0',
                  here
                    ? 'font-medium text-ink max-lg:border-accent lg:bg-sunken [&_svg]:text-accent'
                    : 'text-muted hover:text-ink max-lg:border-transparent lg:hover:bg-sunken/60 [&_svg]:text-faint',
                )}
              >
                {item.icon && <span className="max-lg:hidden">{item.icon}</span>}
                <span>{item.label}</span>
                {item.count !== undefined && item.count > 0 && (
                  <span className="rounded-full bg-accent-soft px-1.5 text-2xs font-medium text-accent lg:ml-auto">
                    {item.count}
                  </span>
                )}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

export interface SectionLayoutProps {
  /** The section's name, for assistive technology. */
  label: string;
  items: readonly SectionItem[];
  children: ReactNode;
}

/** A door's layout: its pages' navigation and the page. */
export function SectionLayout({ label, items, children }: SectionLayoutProps) {
  return (
    <div className="grid min-w-0 gap-x-8 max-lg:-mt-5 max-lg:gap-y-5 lg:grid-cols-[11.5rem_minmax(0,1fr)]">
      <SectionNav label={label} items={items} />
      <div className="min-w-0">{children}</div>
    </div>
  );
}
