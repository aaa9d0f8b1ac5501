import { Trash2, UserPlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { DataTable } from '@/components/data-table/data-table';
import { Instant } from '@/components/instant';
import { ActionForm } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { Panel } from '@/components/ui/card';
import { Dialog, DialogCancel, FormActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { ROLES } from '@/lib/identity/permissions';
import { addOneMember, giveRole, removeOneMember } from '../actions';

interface MemberLine {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly since: Date;
}

/** The organization's members for its owners: add, give another role, remove. */
export function MembersPanel({ members }: { members: readonly MemberLine[] }) {
  const t = useTranslations('account.members');
  const roles = useTranslations('shell.role');
  return (
    <Panel flush title={t('title')} description={t('description')} actions={<AddMember />}>
      <DataTable
        caption={t('title')}
        rows={members}
        rowKey={(member) => member.personId}
        columns={[
          { key: 'name', header: t('name'), cell: (member) => member.name },
          { key: 'email', header: t('email'), cell: (member) => member.email },
          { key: 'role', header: t('role'), cell: (member) => roles(member.role) },
          {
            key: 'since',
            header: t('since'),
            from: 'md',
            cell: (member) => <Instant at={member.since} shape="date" />,
          },
          {
            key: 'actions',
            header: t('actions'),
            align: 'end',
            cell: (member) => <MemberActions member={member} />,
          },
        ]}
      />
    </Panel>
  );
}

function RoleField({ role }: { role?: string }) {
  const t = useTranslations('account.members');
  const roles = useTranslations('shell.role');
  return (
    <Field name="role" label={t('role')} hint={t('roleHint')} required>
      <Select
        defaultValue={role ?? 'trader'}
        options={ROLES.map((value) => ({ value, label: roles(value) }))}
      />
    </Field>
  );
}

function AddMember() {
  const t = useTranslations('account.members');
  return (
    <Dialog
      title={t('add')}
      description={t('addDescription')}
      trigger={
        <Button size="sm">
          <UserPlus aria-hidden />
          {t('add')}
        </Button>
      }
    >
      <ActionForm action={addOneMember} resetOnSuccess aria-label={t('add')}>
        <Field name="name" label={t('name')} required>
          <Input autoComplete="off" />
        </Field>
        <Field name="email" label={t('email')} required>
          <Input type="email" autoComplete="off" spellCheck={false} />
        </Field>
        <RoleField />
        <FormActions>
          <DialogCancel />
          <SubmitButton>{t('addSubmit')}</SubmitButton>
        </FormActions>
      </ActionForm>
    </Dialog>
  );
}

function MemberActions({ member }: { member: MemberLine }) {
  const t = useTranslations('account.members');
  const hidden = { personId: member.personId };
  return (
    <span className="inline-flex gap-1.5">
      <Dialog
        title={t('changeTitle', { name: member.name })}
        description={t('changeDescription')}
        trigger={<Button size="sm">{t('change')}</Button>}
      >
        <ActionForm action={giveRole} hidden={hidden} aria-label={t('change')}>
          <RoleField role={member.role} />
          <FormActions>
            <DialogCancel />
            <SubmitButton>{t('changeSubmit')}</SubmitButton>
          </FormActions>
        </ActionForm>
      </Dialog>
      <Dialog
        title={t('removeTitle', { name: member.name })}
        description={t('removeDescription')}
        trigger={
          <Button
            size="sm"
            variant="quiet"
            aria-label={t('removeTitle', { name: member.name })}
            className="px-1.5!"
          >
            <Trash2 aria-hidden />
          </Button>
        }
      >
        <ActionForm action={removeOneMember} hidden={hidden} aria-label={t('remove')}>
          <FormActions>
            <DialogCancel />
            <SubmitButton variant="danger">{t('remove')}</SubmitButton>
          </FormActions>
        </ActionForm>
      </Dialog>
    </span>
  );
}
