import { useTranslations } from 'next-intl';
import { DataTable } from '@/components/data-table/data-table';
import { hrefWith, type SearchParams, type TableQuery } from '@/components/data-table/table-query';
import { Instant } from '@/components/instant';
import { Code } from '@/components/ui/code';
import { EmptyState } from '@/components/ui/states';
import type { AuditLine, AuditTrail } from '@/lib/services/oversight/list-audit';

interface AuditTableProps {
  trail: AuditTrail;
  params: SearchParams;
  query: TableQuery;
  path: string;
  selected: string | null;
}

/** The trail, newest first, with each row's gapless number in its organization's chain. */
export function AuditTable({ trail, params, query, path, selected }: AuditTableProps) {
  const t = useTranslations('operate.audit');
  const common = useTranslations('common.table');
  return (
    <DataTable<AuditLine>
      caption={t('title')}
      rows={trail.rows}
      rowKey={(line) => line.id.toString()}
      rowHref={(line) => hrefWith(path, params, { row: line.id.toString() })}
      selectedKey={selected}
      path={path}
      params={params}
      query={query}
      total={trail.total}
      csvHref={hrefWith('/api/v1/oversight/audit', params, { format: 'csv', page: null, row: null })}
      empty={<EmptyState title={common('noMatch')}>{common('noMatchHelp')}</EmptyState>}
      columns={[
        { key: 'at', header: t('at'), cell: (line) => <Instant at={line.eventAt} shape="seconds" /> },
        {
          key: 'number',
          header: t('number'),
          align: 'end',
          definition: t('numberDefinition'),
          cell: (line) => line.number?.toString() ?? <span className="text-faint">{t('waits')}</span>,
        },
        {
          key: 'organization',
          header: t('organization'),
          cell: (line) => (
            <span className="block max-w-48 truncate" title={line.organizationName ?? line.organizationId}>
              {line.organizationName ?? t('market')}
            </span>
          ),
        },
        { key: 'verb', header: t('verb'), cell: (line) => <Code>{line.verb}</Code> },
        {
          key: 'actor',
          header: t('actor'),
          from: 'md',
          cell: (line) => `${t(`actors.${line.actorKind}`)} · ${line.actorName ?? line.actorId}`,
        },
        {
          key: 'subject',
          header: t('subject'),
          from: 'xl',
          cell: (line) => <Code>{line.subjectId}</Code>,
        },
      ]}
    />
  );
}
