import { useTranslations } from 'next-intl';
import { DataTable } from '@/components/data-table/data-table';
import { Instant } from '@/components/instant';
import { StatusBadge } from '@/components/status-badge';
import { Code } from '@/components/ui/code';
import { EmptyState } from '@/components/ui/states';
import type { OrganizationLine } from '@/lib/services/identity/list-organizations';
import { AdmitDialog, SuspendDialog } from './decide-dialogs';

export interface OrganizationsTableProps {
  organizations: readonly OrganizationLine[];
  mayDecide: boolean;
}

/** Every organization with its papers and standing, and the operator's two decisions. */
export function OrganizationsTable({ organizations, mayDecide }: OrganizationsTableProps) {
  const t = useTranslations();
  const capacities = (line: OrganizationLine) =>
    [
      line.isBuyer && t('members.capacity.buyer'),
      line.isProvider && t('members.capacity.provider'),
      line.isRegulator && t('members.capacity.regulator'),
      line.isOperator && t('members.capacity.operator'),
    ].filter(Boolean);
  return (
    <DataTable
      caption={t('members.title')}
      rows={organizations}
      rowKey={(line) => line.id}
      total={organizations.length}
      path="/operate/members"
      stacked
      empty={<EmptyState title={t('common.table.noMatch')}>{t('common.table.noMatchHelp')}</EmptyState>}
      columns={[
        {
          key: 'name',
          header: t('members.name'),
          wrap: true,
          wide: true,
          cell: (line) => <span className="block sm:min-w-52">{line.registeredName}</span>,
        },
        { key: 'code', header: t('members.shortCode'), cell: (line) => <Code>{line.shortCode}</Code> },
        {
          key: 'status',
          header: t('members.status'),
          cell: (line) => <StatusBadge domain="organization" status={line.status} />,
        },
        {
          key: 'decide',
          header: t('members.decide'),
          wide: true,
          cell: (line) =>
            mayDecide &&
            !line.isOperator && (
              <span className="inline-flex gap-1.5">
                {line.status !== 'admitted' && (
                  <AdmitDialog organizationId={line.id} name={line.registeredName} />
                )}
                {line.status !== 'suspended' && (
                  <SuspendDialog organizationId={line.id} name={line.registeredName} />
                )}
              </span>
            ),
        },
        { key: 'capacities', header: t('members.capacities'), cell: (line) => capacities(line).join(' · ') },
        { key: 'country', header: t('members.country'), from: 'md', cell: (line) => line.country },
        {
          key: 'number',
          header: t('members.registrationNumber'),
          from: 'md',
          cell: (line) => <Code>{line.registrationNumber}</Code>,
        },
        {
          key: 'group',
          header: t('members.controllingGroup'),
          from: 'xl',
          cell: (line) => line.controllingGroup ?? '—',
        },
        {
          key: 'people',
          header: t('members.people'),
          align: 'end',
          from: 'lg',
          cell: (line) => line.memberCount,
        },
        {
          key: 'since',
          header: t('members.since'),
          from: 'lg',
          cell: (line) => <Instant at={line.eventAt} shape="date" />,
        },
      ]}
    />
  );
}
