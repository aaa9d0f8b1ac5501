import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Instant } from '../instant';
import { Panel } from '../ui/card';
import { type Definition, DefinitionList } from '../ui/definition-list';

type Time = Date | string;

/** How a lease's start stands, as either side reads it (S-5). */
export interface StartShown {
  readonly promisedAt: Time;
  readonly graceEndsAt: Time | null;
  readonly startedAt: Time | null;
  readonly minutesLate: number | null;
  readonly graceMinutes: number;
}

export interface StartPanelProps {
  start: StartShown;
  /** The lease has ended: nothing is waited for any more. */
  isOver: boolean;
  /** What the reader may do about it. */
  children?: ReactNode;
}

/** The meter of a lease's start: when it was promised, when it was reported, and how late that is (S-5). */
export function StartPanel({ start, isOver, children }: StartPanelProps) {
  const t = useTranslations('leases.start');
  const { promisedAt, graceEndsAt, startedAt, minutesLate, graceMinutes } = start;
  const isWithinGrace = startedAt !== null && graceEndsAt !== null && startedAt <= graceEndsAt;
  const items: Definition[] = [
    {
      term: t('promised'),
      value: <Instant at={promisedAt} withZone />,
      definition: t('promisedDefinition'),
    },
    {
      term: t('grace'),
      value:
        graceEndsAt === null ? (
          t('afterInput', { minutes: graceMinutes })
        ) : (
          <Instant at={graceEndsAt} withZone />
        ),
      definition: t('graceDefinition', { minutes: graceMinutes }),
    },
    {
      term: t('reported'),
      value: startedAt === null ? t(isOver ? 'never' : 'notYet') : <Instant at={startedAt} withZone />,
      definition: t('reportedDefinition'),
    },
    ...(minutesLate === null
      ? []
      : [
          {
            term: t('late'),
            value:
              minutesLate === 0
                ? t('inTime')
                : t(isWithinGrace ? 'withinGrace' : 'minutes', { minutes: minutesLate }),
          },
        ]),
  ];
  return (
    <Panel title={t('title')}>
      <DefinitionList items={items} />
      {!isOver && graceEndsAt === null && startedAt === null && (
        <p className="mt-2 text-sm text-muted">{t('awaitsInput')}</p>
      )}
      {children && <div className="mt-3">{children}</div>}
    </Panel>
  );
}
