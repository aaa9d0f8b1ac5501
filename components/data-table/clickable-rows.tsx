'use client';
import type { MouseEvent, ReactNode } from 'react';

/** The body of a table whose rows lead somewhere: a press anywhere in a row follows the link of its first cell. */
export function ClickableRows({ enabled, children }: { enabled: boolean; children: ReactNode }) {
  const follow = (event: MouseEvent<HTMLElement>) => {
    if (event.defaultPrevented || !(event.target instanceof Element)) return;
    if (event.target.closest('a, button, input, select, label, summary')) return;
    if (window.getSelection()?.toString()) return;
    const link = event.target.closest('tr')?.querySelector<HTMLAnchorElement>('a[data-row-link]');
    if (!link) return;
    const { ctrlKey, metaKey, shiftKey } = event;
    link.dispatchEvent(
      new window.MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }),
    );
  };
  // biome-ignore lint/a11y/useKeyWithClickEvents: the link in the row is the keyboard's way
  return <tbody onClick={enabled ? follow : undefined}>{children}</tbody>;
}
