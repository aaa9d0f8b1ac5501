import { clsx } from 'clsx';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { InfoTip } from './tooltip';

export interface KeyFigure {
  label: ReactNode;
  value: ReactNode;
  unit?: ReactNode;
  /** A second, quieter line: a change, a share, a comparison. */
  hint?: ReactNode;
  /** What the figure means and how it is computed. */
  definition?: ReactNode;
  /** Where the figure comes from. */
  href?: string;
}

/** A row of figures under the title: label, value with unit, hint. */
export function KeyFigures({ figures, className }: { figures: readonly KeyFigure[]; className?: string }) {
  return (
    <dl
      className={clsx(
        'flex flex-wrap gap-px overflow-hidden rounded-lg border border-line bg-line',
        className,
      )}
    >
      {figures.map((figure, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: figures are a fixed row, never reordered
          key={index}
          className="min-w-0 grow basis-[calc(50%-1px)] bg-surface px-4 py-3 sm:basis-40"
        >
          <dt className="flex items-center gap-1 text-xs text-muted">
            <span className="min-w-0">{figure.label}</span>
            {figure.definition && <InfoTip>{figure.definition}</InfoTip>}
          </dt>
          <dd className="mt-0.5">
            <span className="text-xl font-semibold tracking-tight tabular-nums">
              {figure.href ? (
                <Link href={figure.href} className="hover:text-accent hover:underline">
                  {figure.value}
                </Link>
              ) : (
                figure.value
              )}
            </span>
            {figure.unit && <span className="ml-1 text-xs text-muted">{figure.unit}</span>}
            {figure.hint && <div className="text-xs text-muted">{figure.hint}</div>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
