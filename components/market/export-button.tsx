'use client';
import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Alert } from '../ui/alert';
import { Button } from '../ui/button';

export interface ExportFile {
  readonly href: string;
  readonly fileName: string;
  readonly label: string;
}

/** The words of a refused request; null when the answer isn't one of ours. */
function wordsOf(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('error' in body)) return null;
  const { error } = body;
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : null;
}

function save(blob: Blob, fileName: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Files that may be refused: a refusal is told in words, where the person pressed. */
export function ExportButtons({ files }: { files: readonly ExportFile[] }) {
  const t = useTranslations('market.rounds');
  const [pending, setPending] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const fetchFile = async ({ href, fileName }: ExportFile) => {
    setPending(href);
    setRefusal(null);
    try {
      const response = await fetch(href);
      if (response.ok) save(await response.blob(), fileName);
      else setRefusal(wordsOf(await response.json()) ?? t('exportFailed'));
    } catch {
      setRefusal(t('exportFailed'));
    }
    setPending(null);
  };
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        {files.map((file) => (
          <Button key={file.href} pending={pending === file.href} onClick={() => fetchFile(file)}>
            <Download aria-hidden />
            {file.label}
          </Button>
        ))}
      </div>
      {refusal && <Alert tone="warn">{refusal}</Alert>}
    </div>
  );
}
