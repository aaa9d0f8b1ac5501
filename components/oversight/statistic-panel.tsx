import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { buttonClass } from '../ui/button';
import { Panel } from '../ui/card';

export interface StatisticPanelProps {
  id: string;
  title: ReactNode;
  /** How the figures are counted, in the open under them. */
  definition: ReactNode;
  csvHref: string;
  children: ReactNode;
}

/** A statistic with its definition and its file: nothing is shown without either. */
export function StatisticPanel({ id, title, definition, csvHref, children }: StatisticPanelProps) {
  const t = useTranslations('oversee');
  return (
    <Panel
      id={id}
      title={title}
      flush
      actions={
        <a href={csvHref} download className={buttonClass('secondary', 'sm')}>
          <Download aria-hidden />
          {t('csv')}
        </a>
      }
      footer={
        <p className="max-w-[48rem]">
          <span className="font-medium text-ink">{t('definition')}</span> {definition}
        </p>
      }
    >
      {children}
    </Panel>
  );
}
