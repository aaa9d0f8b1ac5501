import { useFormatter, useTranslations } from 'next-intl';
import { DataTable } from '@/components/data-table/data-table';
import { formatLeft } from '@/components/format-time';
import { Alert } from '@/components/ui/alert';
import { Panel } from '@/components/ui/card';
import { Code } from '@/components/ui/code';
import { EmptyState } from '@/components/ui/states';
import type { Operations } from '@/lib/services/market/get-readiness';

type TaskState = Operations['tasks'][number];

/** The worker's jobs by task, and whether the database's structure is the program's. */
export function QueuePanel({ operations }: { operations: Operations }) {
  const t = useTranslations('operate.queue');
  const format = useFormatter();
  const { tasks, migrationsDone, migrationsKnown } = operations;
  const count = (key: 'running' | 'waiting' | 'retrying' | 'failed') => ({
    key,
    header: t(key),
    align: 'end' as const,
    definition: key === 'retrying' || key === 'failed' ? t(`${key}Definition`) : undefined,
    cell: (task: TaskState) => format.number(task[key]),
  });
  return (
    <Panel
      title={t('title')}
      description={t('structure', { done: migrationsDone, known: migrationsKnown })}
      flush
      className="overflow-hidden"
    >
      {migrationsDone !== migrationsKnown && (
        <div className="p-4">
          <Alert tone="warn">{t('structureDiffers')}</Alert>
        </div>
      )}
      <DataTable<TaskState>
        caption={t('title')}
        rows={tasks}
        rowKey={(task) => task.task}
        empty={<EmptyState title={t('idle')}>{t('idleHelp')}</EmptyState>}
        columns={[
          { key: 'task', header: t('task'), cell: (task) => <Code>{task.task}</Code> },
          count('running'),
          count('waiting'),
          count('retrying'),
          count('failed'),
          {
            key: 'late',
            header: t('late'),
            align: 'end',
            definition: t('lateDefinition'),
            cell: (task) => (task.lateSeconds === 0 ? '—' : formatLeft(task.lateSeconds)),
          },
        ]}
      />
    </Panel>
  );
}
