import { clsx } from 'clsx';
import type { ReactNode } from 'react';

/** An identifier, hash or command, in the monospaced face. */
export function Code({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <code className={clsx('font-mono text-[0.92em] [overflow-wrap:anywhere]', className)}>{children}</code>
  );
}

/** Several lines of code or output. */
export function CodeBlock({ children }: { children: string }) {
  return (
    <pre
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      className="overflow-x-auto rounded-md border border-line bg-sunken p-3 font-mono text-xs"
    >
      {children}
    </pre>
  );
}
