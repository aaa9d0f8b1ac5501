import { useTranslations } from 'next-intl';
import { STATUS_TONES, type StatusDomain } from './status-tones';
import { Badge, type Tone } from './ui/badge';

export interface StatusBadgeProps {
  domain: StatusDomain;
  status: string;
  /** A framed pill, for titles and panels. */
  outline?: boolean;
}

/** A state in one or two words, with the sentence that explains it in its title. */
export function StatusBadge({ domain, status, outline }: StatusBadgeProps) {
  const t = useTranslations('status');
  const tones: Readonly<Record<string, Tone>> = STATUS_TONES[domain];
  const tone = tones[status];
  if (!tone) return <Badge outline={outline}>{status}</Badge>;
  return (
    <Badge tone={tone} outline={outline} title={t(`${domain}.${status}.sentence`)}>
      {t(`${domain}.${status}.label`)}
    </Badge>
  );
}

/** The state's one sentence in words, for panels and letters. */
export function StatusSentence({ domain, status }: { domain: StatusDomain; status: string }) {
  const t = useTranslations('status');
  return <>{t(`${domain}.${status}.sentence`)}</>;
}
