import { clsx } from 'clsx';
import { CircleCheck, CircleX, Info, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

export type AlertTone = 'info' | 'success' | 'warn' | 'error';

const LOOKS = {
  info: { Icon: Info, frame: 'border-line bg-sunken', icon: 'text-accent' },
  success: { Icon: CircleCheck, frame: 'border-good/35 bg-good-soft', icon: 'text-good' },
  warn: { Icon: TriangleAlert, frame: 'border-warn/35 bg-warn-soft', icon: 'text-warn' },
  error: { Icon: CircleX, frame: 'border-bad/35 bg-bad-soft', icon: 'text-bad' },
} as const;

export interface AlertProps {
  tone?: AlertTone;
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  className?: string;
}

/** A message about the page or a form. Errors are announced at once, the rest politely. */
export function Alert({ tone = 'info', title, children, actions, className }: AlertProps) {
  const t = useTranslations('common.tone');
  const { Icon, frame, icon } = LOOKS[tone];
  return (
    <div
      role={tone === 'error' ? 'alert' : 'status'}
      className={clsx('flex items-start gap-2.5 rounded-md border px-3 py-2 text-sm', frame, className)}
    >
      <Icon aria-label={t(tone)} role="img" className={clsx('mt-0.5 size-4 shrink-0', icon)} />
      <div className="min-w-0 grow">
        {title && <p className="font-medium text-ink">{title}</p>}
        {children && (
          <div className={clsx('text-muted [overflow-wrap:anywhere]', title && 'mt-0.5')}>{children}</div>
        )}
      </div>
      {actions && <div className="flex shrink-0 items-center gap-2">{actions}</div>}
    </div>
  );
}
