'use client';
import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Code } from './code';
import { useToast } from './toast';

/** Copies a text and says so. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const t = useTranslations('common.copy');
  const toast = useToast();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => toast({ tone: 'error', message: t('failed') }),
    );
  return (
    <button
      type="button"
      onClick={copy}
      aria-label={copied ? t('done') : (label ?? t('copy'))}
      className="inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-faint hover:bg-sunken hover:text-ink"
    >
      {copied ? (
        <Check aria-hidden className="size-3.5 text-good" />
      ) : (
        <Copy aria-hidden className="size-3.5" />
      )}
      <span role="status" className="sr-only">
        {copied && t('done')}
      </span>
    </button>
  );
}

/** A code with its copy button: identifiers, keys, hashes. `shown` may be a shortened form. */
export function CopyableCode({ text, shown }: { text: string; shown?: string }) {
  return (
    <span className="inline-flex max-w-full items-center gap-1">
      <Code className={shown ? 'whitespace-nowrap' : undefined}>
        <span title={shown ? text : undefined}>{shown ?? text}</span>
      </Code>
      <CopyButton text={text} />
    </span>
  );
}
