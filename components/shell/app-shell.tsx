import { useTimeZone, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { zoneLabel } from '../format-time';
import { LinkButton } from '../ui/button';
import { AccountMenu, OrganizationSwitcher } from './account-menu';
import { DoorNav, MobileNav } from './door-nav';
import { Logo } from './logo';
import { MarketClock } from './market-clock';
import { PaceNote } from './pace-note';
import { LanguageSwitch, ThemeSwitch } from './preferences';
import type { Door, ShellActions, ShellClock, ShellLink, Theme, Viewer } from './viewer';

export interface AppShellProps {
  viewer: Viewer | null;
  clock: ShellClock;
  theme: Theme;
  actions?: ShellActions;
  /** Pages of the account menu. */
  accountLinks?: readonly ShellLink[];
  children: ReactNode;
}

/** The frame of every screen: skip link, top bar, page, footer. */
export function AppShell({ viewer, clock, theme, actions, accountLinks, children }: AppShellProps) {
  const t = useTranslations('shell');
  const doors: readonly Door[] = ['market', ...(viewer?.doors ?? [])];
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-accent px-3 py-2 text-sm font-medium text-on-accent focus:translate-y-0"
      >
        {t('skip')}
      </a>
      <header className="sticky top-0 z-30 h-(--top-bar-height) border-b border-line bg-surface">
        <div className="mx-auto flex h-full max-w-[100rem] items-center gap-2 px-4 lg:gap-4 lg:px-6">
          <div className="md:hidden">
            <MobileNav doors={doors}>
              <div className="flex items-center">
                <LanguageSwitch />
                <ThemeSwitch theme={theme} />
              </div>
              <PaceNote clock={clock} className="px-2" />
            </MobileNav>
          </div>
          <Logo />
          <div className="h-full max-md:hidden">
            <DoorNav doors={doors} />
          </div>
          <div className="ml-auto flex min-w-0 items-center gap-1 lg:gap-2">
            <MarketClock clock={clock} />
            {viewer && (
              <div className="min-w-0 border-l border-line pl-1 max-lg:hidden">
                <OrganizationSwitcher viewer={viewer} actions={actions} />
              </div>
            )}
            <div className="flex items-center">
              <div className="flex items-center max-sm:hidden">
                <LanguageSwitch />
                <ThemeSwitch theme={theme} />
              </div>
              {viewer && <AccountMenu viewer={viewer} actions={actions} links={accountLinks} />}
            </div>
            {!viewer && (
              <LinkButton href="/sign-in" variant="primary" size="sm">
                {t('signIn')}
              </LinkButton>
            )}
          </div>
        </div>
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto w-full max-w-[100rem] grow px-4 py-5 outline-none lg:px-6"
      >
        {children}
      </main>
      <Footer clock={clock} />
    </div>
  );
}

function Footer({ clock }: { clock: ShellClock }) {
  const t = useTranslations('shell');
  const zone = useTimeZone() ?? 'UTC';
  return (
    <footer className="border-t border-line">
      <div className="mx-auto flex max-w-[100rem] flex-wrap justify-between gap-x-8 gap-y-1 px-4 py-3 text-xs text-muted lg:px-6">
        <PaceNote clock={clock} />
        <p>{t('zoneNote', { zone: zoneLabel(new Date(clock.now), zone) })}</p>
      </div>
    </footer>
  );
}
