import { Inbox, ShieldX, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Code } from './code';

interface StateProps {
  title?: ReactNode;
  children?: ReactNode;
  /** 1 when the state is the whole page. */
  level?: 1 | 2;
  /** What the person can do next. */
  actions?: ReactNode;
}

function State({
  icon,
  title,
  children,
  actions,
  level,
  role,
}: StateProps & { icon: ReactNode; role?: string }) {
  const Title = level ? (`h${level}` as const) : 'p';
  return (
    <div role={role} className="flex flex-col items-center px-4 py-10 text-center">
      <div className="mb-3 text-faint [&_svg]:size-7 [&_svg]:stroke-[1.5]">{icon}</div>
      <Title className="text-base font-semibold">{title}</Title>
      {children && <div className="mt-1 max-w-md text-sm text-muted">{children}</div>}
      {actions && <div className="mt-4 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}

/** Nothing here yet, and why; with the action that changes it. */
export function EmptyState({ title, icon, ...rest }: StateProps & { icon?: ReactNode }) {
  const t = useTranslations('common.states');
  return <State icon={icon ?? <Inbox aria-hidden />} title={title ?? t('empty')} {...rest} />;
}

/** Something went wrong on our side. */
export function ErrorState({ title, children, requestId, ...rest }: StateProps & { requestId?: string }) {
  const t = useTranslations('common');
  return (
    <State role="alert" icon={<TriangleAlert aria-hidden />} title={title ?? t('states.error')} {...rest}>
      {children ?? t('states.errorHelp')}
      {requestId && (
        <p className="mt-2 text-xs">
          {t('requestId')} <Code>{requestId}</Code>
        </p>
      )}
    </State>
  );
}

/** The person may not see or do this; says whom to ask. */
export function RefusedState({ title, children, ...rest }: StateProps) {
  const t = useTranslations('common.states');
  return (
    <State icon={<ShieldX aria-hidden />} title={title ?? t('refused')} {...rest}>
      {children ?? t('refusedHelp')}
    </State>
  );
}
