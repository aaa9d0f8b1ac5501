import { useTranslations } from 'next-intl';
import { DataTable } from '@/components/data-table/data-table';
import { Instant } from '@/components/instant';
import { ActionForm } from '@/components/ui/action-form';
import { Badge } from '@/components/ui/badge';
import { Panel } from '@/components/ui/card';
import { SubmitButton } from '@/components/ui/submit-button';
import type { SessionLine } from '@/lib/services/identity/list-sessions';
import { endOneSession, endTheOthers } from './actions';
import { browserName } from './browser-name';

export interface SessionsPanelProps {
  sessions: readonly SessionLine[];
  currentSessionId: string;
}

/** The person's open sessions, each with the button that ends it. */
export function SessionsPanel({ sessions, currentSessionId }: SessionsPanelProps) {
  const t = useTranslations('account.sessions');
  return (
    <Panel
      flush
      title={t('title')}
      description={t('description')}
      actions={
        sessions.length > 1 && (
          <ActionForm action={endTheOthers} aria-label={t('endOthers')}>
            <SubmitButton variant="secondary" size="sm">
              {t('endOthers')}
            </SubmitButton>
          </ActionForm>
        )
      }
    >
      <DataTable
        caption={t('title')}
        rows={sessions}
        rowKey={(session) => session.id}
        columns={[
          {
            key: 'browser',
            header: t('browser'),
            cell: (session) => browserName(session.userAgent) ?? t('unknownBrowser'),
          },
          { key: 'started', header: t('started'), cell: (session) => <Instant at={session.startedAt} /> },
          {
            key: 'expires',
            header: t('expires'),
            from: 'sm',
            cell: (session) => <Instant at={session.expiresAt} />,
          },
          {
            key: 'end',
            header: t('action'),
            align: 'end',
            cell: (session) =>
              session.id === currentSessionId ? (
                <Badge tone="good">{t('current')}</Badge>
              ) : (
                <ActionForm
                  action={endOneSession}
                  hidden={{ sessionId: session.id }}
                  aria-label={t('end')}
                  className="items-end"
                >
                  <SubmitButton variant="secondary" size="sm">
                    {t('end')}
                  </SubmitButton>
                </ActionForm>
              ),
          },
        ]}
      />
    </Panel>
  );
}
