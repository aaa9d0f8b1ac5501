'use client';
import type { MouseEvent, ReactNode } from 'react';

/**
 * Links inside that lead to this same page change the address without asking the server: what is open beside a list
 * and how it is ranked is known here already. Other links, and presses with a modifier, go their usual way.
 */
export function ShallowLinks({ path, children }: { path: string; children: ReactNode }) {
  const intercept = (event: MouseEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    if (!(event.target instanceof Element)) return;
    const link = event.target.closest('a');
    if (!link || link.target || new URL(link.href).pathname !== path) return;
    event.preventDefault();
    event.stopPropagation();
    window.history.pushState(null, '', link.href);
  };
  return (
    <div onClickCapture={intercept} className="min-w-0">
      {children}
    </div>
  );
}
