'use client';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Dialog as Radix } from 'radix-ui';
import { createContext, type ReactNode, useState } from 'react';
import { Button } from './button';

/** Closes the dialog around; null outside of one. */
export const DialogCloseContext = createContext<(() => void) | null>(null);

export interface DialogProps {
  /** One button that opens it. */
  trigger: ReactNode;
  title: ReactNode;
  description?: ReactNode;
  children: ReactNode;
  /** Open from the start, for pages that link straight to it. */
  defaultOpen?: boolean;
}

/** A dialog that asks for something begins there, not at its close button. */
function focusFirstField(event: Event): void {
  const dialog = event.currentTarget;
  if (!(dialog instanceof HTMLElement)) return;
  const field = dialog.querySelector<HTMLElement>(
    ':is(input, select, textarea):not([type=hidden], [aria-hidden=true], :disabled)',
  );
  if (!field) return;
  event.preventDefault();
  field.focus();
}

/** For the one decision that must be confirmed; an ActionForm inside closes it when it succeeds. */
export function Dialog({ trigger, title, description, children, defaultOpen = false }: DialogProps) {
  const t = useTranslations('common');
  const [open, setOpen] = useState(defaultOpen);
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-[rgb(8_10_12/0.5)]" />
        <Radix.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          onOpenAutoFocus={focusFirstField}
          className="fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-2rem)] w-[min(30rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 flex-col rounded-lg border border-line bg-surface shadow-overlay"
        >
          <div className="flex items-start justify-between gap-4 px-5 pt-4">
            <div>
              <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
              {description && (
                <Radix.Description className="mt-0.5 text-sm text-muted">{description}</Radix.Description>
              )}
            </div>
            <Radix.Close asChild>
              <Button variant="quiet" size="sm" aria-label={t('close')} className="-mr-2 px-1.5!">
                <X aria-hidden />
              </Button>
            </Radix.Close>
          </div>
          <div className="overflow-y-auto px-5 pt-3 pb-5">
            <DialogCloseContext value={() => setOpen(false)}>{children}</DialogCloseContext>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Buttons at a form's or dialog's end: the main one last. */
export function FormActions({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center justify-end gap-2 pt-1">{children}</div>;
}

/** The button that leaves a dialog without doing anything. */
export function DialogCancel({ children }: { children?: ReactNode }) {
  const t = useTranslations('common');
  return (
    <Radix.Close asChild>
      <Button>{children ?? t('cancel')}</Button>
    </Radix.Close>
  );
}
