import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { InfoTip } from './tooltip';

export interface Definition {
  term: ReactNode;
  value: ReactNode;
  /** What the term means or where the value comes from. */
  definition?: ReactNode;
}

export interface DefinitionListProps {
  items: readonly Definition[];
  /** Numbers in a column, right-aligned: sums, prices. */
  numeric?: boolean;
  columns?: 1 | 2 | 3;
}

/** Terms and their values, one per line. */
export function DefinitionList({ items, numeric = false, columns = 1 }: DefinitionListProps) {
  const grid = { 1: '', 2: 'sm:grid-cols-2', 3: 'sm:grid-cols-2 xl:grid-cols-3' }[columns];
  return (
    <dl className={clsx('grid gap-x-8 text-sm', grid)}>
      {items.map((item, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list, never reordered
          key={index}
          className="flex min-h-8 items-baseline justify-between gap-x-4 border-b border-line py-1.5 last:border-b-0"
        >
          <dt className="flex shrink-0 items-baseline gap-1 text-muted">
            {item.term}
            {item.definition && (
              <span className="self-center">
                <InfoTip>{item.definition}</InfoTip>
              </span>
            )}
          </dt>
          <dd className={clsx('min-w-0 text-right [overflow-wrap:anywhere]', numeric && 'tabular-nums')}>
            {item.value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
