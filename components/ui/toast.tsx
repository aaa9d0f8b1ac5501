'use client';
import { clsx } from 'clsx';
import { CircleCheck, CircleX, Info, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Toast as Radix } from 'radix-ui';
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';

export interface ToastMessage {
  tone?: 'info' | 'success' | 'error';
  message: string;
}

const LOOKS = {
  info: { Icon: Info, color: 'text-accent' },
  success: { Icon: CircleCheck, color: 'text-good' },
  error: { Icon: CircleX, color: 'text-bad' },
} as const;

const ToastContext = createContext<(message: ToastMessage) => void>(() => {});

/** Says in a corner what an action did; for results, never for errors a person must fix. */
export const useToast = () => useContext(ToastContext);

/** The region where toasts appear; stands once, in the providers. */
export function ToastRegion({ children }: { children: ReactNode }) {
  const t = useTranslations('common');
  const [toasts, setToasts] = useState<readonly (ToastMessage & { id: number })[]>([]);
  const add = useCallback((message: ToastMessage) => {
    setToasts((current) => [...current.slice(-3), { ...message, id: (current.at(-1)?.id ?? 0) + 1 }]);
  }, []);
  const remove = (id: number) => setToasts((current) => current.filter((toast) => toast.id !== id));
  return (
    <ToastContext value={add}>
      <Radix.Provider duration={6000} label={t('notification')} swipeDirection="right">
        {children}
        {toasts.map(({ id, tone = 'info', message }) => {
          const { Icon, color } = LOOKS[tone];
          return (
            <Radix.Root
              key={id}
              onOpenChange={(open) => !open && remove(id)}
              className="flex items-start gap-2.5 rounded-md border border-line bg-surface py-2.5 pr-2 pl-3 text-sm shadow-overlay"
            >
              <Icon aria-hidden className={clsx('mt-0.5 size-4 shrink-0', color)} />
              <Radix.Description className="grow">{message}</Radix.Description>
              <Radix.Close
                aria-label={t('close')}
                className="-my-0.5 inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-faint hover:text-ink"
              >
                <X aria-hidden className="size-4" />
              </Radix.Close>
            </Radix.Root>
          );
        })}
        <Radix.Viewport className="fixed right-4 bottom-4 z-50 flex w-[min(24rem,calc(100vw-2rem))] flex-col gap-2" />
      </Radix.Provider>
    </ToastContext>
  );
}
