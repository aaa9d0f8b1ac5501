'use client';
import { Building2, ChevronsUpDown, CircleUserRound, LogOut } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { startTransition } from 'react';
import { Button } from '../ui/button';
import { DropdownMenu, MenuChoices, MenuItem, MenuLabel, MenuLink, MenuSeparator } from '../ui/dropdown-menu';
import type { ShellActions, ShellLink, Viewer } from './viewer';

/** Asks the server to act for another organization, and for the page as that one sees it. */
function useActFor(actions: ShellActions | undefined) {
  const router = useRouter();
  return (organizationId: string) => {
    if (!actions) return;
    const data = new FormData();
    data.set('organizationId', organizationId);
    startTransition(async () => {
      await actions.actFor(data);
      router.refresh();
    });
  };
}

function OrganizationChoices({ viewer, actions }: { viewer: Viewer; actions?: ShellActions }) {
  const t = useTranslations('shell');
  const actFor = useActFor(actions);
  return (
    <MenuChoices
      label={t('actingFor')}
      value={viewer.organizationId ?? ''}
      onValueChange={actFor}
      options={viewer.memberships.map((membership) => ({
        value: membership.organizationId,
        label: (
          <span className="min-w-0">
            <span className="block truncate">{membership.organizationName}</span>
            <span className="block text-xs text-muted">
              {t.has(`role.${membership.role}`) ? t(`role.${membership.role}`) : membership.role}
            </span>
          </span>
        ),
      }))}
    />
  );
}

/** The organization acted for; a menu when the person has several. */
export function OrganizationSwitcher({ viewer, actions }: { viewer: Viewer; actions?: ShellActions }) {
  const t = useTranslations('shell');
  const name = viewer.organizationName ?? t('noOrganization');
  if (viewer.memberships.length < 2 || !actions)
    return (
      <span className="flex h-8 max-w-56 items-center gap-1.5 px-1.5 text-sm">
        <Building2 aria-hidden className="size-4 shrink-0 text-faint" />
        <span className="truncate" title={name}>
          {name}
        </span>
      </span>
    );
  return (
    <DropdownMenu
      trigger={
        <Button
          variant="quiet"
          aria-label={`${t('actingFor')}: ${name}`}
          className="max-w-64 px-1.5! text-ink!"
        >
          <Building2 aria-hidden className="text-faint" />
          <span className="truncate font-normal">{name}</span>
          <ChevronsUpDown aria-hidden className="size-3.5! text-faint" />
        </Button>
      }
    >
      <OrganizationChoices viewer={viewer} actions={actions} />
    </DropdownMenu>
  );
}

export interface AccountMenuProps {
  viewer: Viewer;
  actions?: ShellActions;
  links?: readonly ShellLink[];
}

export function AccountMenu({ viewer, actions, links = [] }: AccountMenuProps) {
  const t = useTranslations('shell');
  const router = useRouter();
  const signOut = (action: ShellActions['signOut']) =>
    startTransition(async () => {
      await action();
      router.refresh();
    });
  return (
    <DropdownMenu
      trigger={
        <Button
          variant="quiet"
          size="sm"
          aria-label={`${t('account')}: ${viewer.personName}`}
          className="px-1.5!"
        >
          <CircleUserRound aria-hidden className="size-5!" />
        </Button>
      }
    >
      <MenuLabel>
        <span className="block text-sm font-medium text-ink">{viewer.personName}</span>
        <span className="block">{viewer.email}</span>
      </MenuLabel>
      <div className="lg:hidden">
        <MenuSeparator />
        <OrganizationChoices viewer={viewer} actions={actions} />
      </div>
      {links.length > 0 && <MenuSeparator />}
      {links.map((link) => (
        <MenuLink key={link.href} href={link.href}>
          {link.label}
        </MenuLink>
      ))}
      {actions && (
        <>
          <MenuSeparator />
          <MenuItem onSelect={() => signOut(actions.signOut)}>
            <LogOut aria-hidden />
            {t('signOut')}
          </MenuItem>
        </>
      )}
    </DropdownMenu>
  );
}
