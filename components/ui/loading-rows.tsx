import { useTranslations } from 'next-intl';

const WIDTHS = ['w-3/5', 'w-2/5', 'w-1/2', 'w-1/3'];

/** A table's shape while its rows are on the way. */
export function LoadingRows({ rows = 6, columns = 4 }: { rows?: number; columns?: number }) {
  const t = useTranslations('common.states');
  return (
    <div role="status" className="motion-safe:animate-breathe">
      <span className="sr-only">{t('loading')}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
          key={row}
          aria-hidden
          className="flex h-9 items-center gap-6 border-b border-line px-4 last:border-b-0"
        >
          {Array.from({ length: columns }, (_, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
            <div key={column} className="flex-1">
              <div className={`h-2.5 rounded-sm bg-line ${WIDTHS[(row + column) % WIDTHS.length]}`} />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

/** A page's shape while it is on the way: title line, key figures, one table. */
export function LoadingPage() {
  return (
    <div className="flex flex-col gap-4">
      <div aria-hidden className="h-7 w-56 rounded-sm bg-line motion-safe:animate-breathe" />
      <div aria-hidden className="h-[4.75rem] rounded-lg border border-line bg-surface" />
      <div className="rounded-lg border border-line bg-surface">
        <LoadingRows rows={8} />
      </div>
    </div>
  );
}
