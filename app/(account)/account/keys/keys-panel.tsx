import { useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { type Column, DataTable } from '@/components/data-table/data-table';
import { Instant } from '@/components/instant';
import { StatusBadge } from '@/components/status-badge';
import { ActionForm } from '@/components/ui/action-form';
import { Tag } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Panel } from '@/components/ui/card';
import { Code } from '@/components/ui/code';
import { Dialog, DialogCancel, FormActions } from '@/components/ui/dialog';
import { EmptyState } from '@/components/ui/states';
import { SubmitButton } from '@/components/ui/submit-button';
import { revokeKey } from './actions';
import { CreateKey } from './create-key';

interface KeyLine {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly string[];
  readonly state: 'active' | 'expired' | 'revoked';
  readonly expiresAt: Date;
  readonly spendCapMicros: bigint | null;
  readonly spentMicros: bigint;
  readonly createdBy: string;
}

export interface KeysPanelProps {
  keys: readonly KeyLine[];
  currency: string;
  /** What a new key may be allowed here. */
  scopes: readonly string[];
}

/** The organization's keys: what each may do and spend, until when, and the way to make and revoke one. */
export function KeysPanel({ keys, currency, scopes }: KeysPanelProps) {
  const t = useTranslations('account.keys');
  return (
    <Panel flush title={t('listTitle')} actions={<CreateKey scopes={scopes} currency={currency} />}>
      <DataTable
        caption={t('listTitle')}
        rows={keys}
        rowKey={(key) => key.id}
        columns={useColumns(currency)}
        empty={<EmptyState title={t('none')}>{t('noneHelp')}</EmptyState>}
      />
    </Panel>
  );
}

function useColumns(currency: string): Column<KeyLine>[] {
  const t = useTranslations('account.keys');
  const permission = useTranslations('account.permission');
  return [
    { key: 'name', header: t('name'), cell: (key) => key.name },
    { key: 'prefix', header: t('prefix'), cell: (key) => <Code>{key.prefix}…</Code> },
    { key: 'state', header: t('state'), cell: (key) => <StatusBadge domain="key" status={key.state} /> },
    {
      key: 'scopes',
      header: t('scopes'),
      wrap: true,
      from: 'lg',
      cell: (key) => (
        <span className="flex flex-wrap gap-1 py-1">
          {key.scopes.map((scope) => (
            <Tag key={scope} title={scope}>
              {permission(scope.replace('.', '_'))}
            </Tag>
          ))}
        </span>
      ),
    },
    {
      key: 'spent',
      header: t('spent'),
      unit: currency,
      align: 'end',
      cell: (key) => <Amount micros={key.spentMicros} currency={currency} bare />,
    },
    {
      key: 'cap',
      header: t('cap'),
      unit: currency,
      align: 'end',
      cell: (key) =>
        key.spendCapMicros === null ? (
          t('noCap')
        ) : (
          <Amount micros={key.spendCapMicros} currency={currency} bare />
        ),
    },
    {
      key: 'expires',
      header: t('expires'),
      from: 'md',
      cell: (key) => <Instant at={key.expiresAt} shape="date" />,
    },
    { key: 'createdBy', header: t('createdBy'), from: 'xl', cell: (key) => key.createdBy },
    {
      key: 'action',
      header: t('action'),
      align: 'end',
      cell: (key) => key.state === 'active' && <RevokeKey keyId={key.id} name={key.name} />,
    },
  ];
}

function RevokeKey({ keyId, name }: { keyId: string; name: string }) {
  const t = useTranslations('account.keys');
  return (
    <Dialog
      title={t('revokeTitle', { name })}
      description={t('revokeDescription')}
      trigger={<Button size="sm">{t('revoke')}</Button>}
    >
      <ActionForm action={revokeKey} hidden={{ keyId }} aria-label={t('revoke')}>
        <FormActions>
          <DialogCancel />
          <SubmitButton variant="danger">{t('revoke')}</SubmitButton>
        </FormActions>
      </ActionForm>
    </Dialog>
  );
}
