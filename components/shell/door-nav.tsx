'use client';
import { clsx } from 'clsx';
import { Menu, X } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Dialog } from 'radix-ui';
import { type ReactNode, useEffect, useState } from 'react';
import { Button } from '../ui/button';
import { DOOR_PATHS, type Door } from './viewer';

export const isUnder = (path: string, href: string) => path === href || path.startsWith(`${href}/`);

/** The doors a person may open, in the top bar. */
export function DoorNav({ doors }: { doors: readonly Door[] }) {
  const t = useTranslations('shell');
  const path = usePathname();
  return (
    <nav aria-label={t('doors')} className="flex h-full items-stretch gap-1">
      {doors.map((door) => {
        const here = isUnder(path, DOOR_PATHS[door]);
        return (
          <Link
            key={door}
            href={DOOR_PATHS[door]}
            aria-current={here ? 'page' : undefined}
            className={clsx(
              '-outline-offset-2 flex items-center border-y-2 border-t-transparent px-2.5 text-sm',
              here
                ? 'border-b-accent font-medium text-ink'
                : 'border-b-transparent text-muted hover:text-ink',
            )}
          >
            {t(`door.${door}`)}
          </Link>
        );
      })}
    </nav>
  );
}

/** The same doors on a phone, behind one button, with what else the bar has no room for. */
export function MobileNav({ doors, children }: { doors: readonly Door[]; children?: ReactNode }) {
  const t = useTranslations('shell');
  const common = useTranslations('common');
  const path = usePathname();
  const [open, setOpen] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new address closes the menu
  useEffect(() => setOpen(false), [path]);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger asChild>
        <Button variant="quiet" aria-label={t('menu')} className="-ml-2 px-2!">
          <Menu aria-hidden />
        </Button>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-[rgb(8_10_12/0.5)]" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 left-0 z-50 flex w-[min(20rem,calc(100vw-3rem))] flex-col overflow-y-auto border-r border-line bg-surface p-3"
        >
          <div className="mb-2 flex items-center justify-between pl-2">
            <Dialog.Title className="text-base font-semibold">{t('menu')}</Dialog.Title>
            <Dialog.Close asChild>
              <Button variant="quiet" aria-label={common('close')} className="px-2!">
                <X aria-hidden />
              </Button>
            </Dialog.Close>
          </div>
          <nav aria-label={t('doors')} className="flex flex-col">
            {doors.map((door) => (
              <Link
                key={door}
                href={DOOR_PATHS[door]}
                aria-current={isUnder(path, DOOR_PATHS[door]) ? 'page' : undefined}
                className="flex h-10 items-center rounded-md px-2 text-base aria-[current=page]:bg-sunken aria-[current=page]:font-medium"
              >
                {t(`door.${door}`)}
              </Link>
            ))}
          </nav>
          {children && <div className="mt-3 flex flex-col gap-2 border-t border-line pt-3">{children}</div>}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
