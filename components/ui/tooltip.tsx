'use client';
import { Info } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Tooltip as Radix } from 'radix-ui';
import { type ReactNode, useState } from 'react';

function Bubble({ children }: { children: ReactNode }) {
  return (
    <Radix.Portal>
      <Radix.Content
        sideOffset={6}
        collisionPadding={8}
        className="z-50 max-w-72 rounded-md bg-ink px-2.5 py-1.5 text-xs text-canvas shadow-overlay"
      >
        {children}
        <Radix.Arrow className="fill-ink" />
      </Radix.Content>
    </Radix.Portal>
  );
}

export interface TooltipProps {
  content: ReactNode;
  /** One focusable element. */
  children: ReactNode;
}

/** A short hint on hover and focus; never the only place for what a person needs. */
export function Tooltip({ content, children }: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Bubble>{content}</Bubble>
    </Radix.Root>
  );
}

/** An “i” that explains a word or figure; opens on hover, focus and touch. */
export function InfoTip({ children, label }: { children: ReactNode; label?: string }) {
  const t = useTranslations('common');
  const [open, setOpen] = useState(false);
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger
        type="button"
        aria-label={label ?? t('definition')}
        onClick={(event) => {
          event.preventDefault();
          setOpen(true);
        }}
        className="-m-1 inline-flex size-6 shrink-0 items-center justify-center rounded-full align-middle text-faint hover:text-ink"
      >
        <Info aria-hidden className="size-3.5" />
      </Radix.Trigger>
      <Bubble>{children}</Bubble>
    </Radix.Root>
  );
}
