import Link from 'next/link';

/** The mark: a card with its contacts, and on it the hands of a clock at three. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={className}>
      <path
        d="M8 1v3M12 1v3M16 1v3M8 20v3M12 20v3M16 20v3"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinecap="round"
      />
      <rect x="2.5" y="3.5" width="19" height="17" rx="3.5" fill="currentColor" />
      <path
        d="M12 7.25V12h4"
        fill="none"
        className="stroke-surface"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

export function Logo() {
  return (
    <Link href="/" className="flex h-8 items-center gap-2 text-accent">
      <LogoMark className="size-6" />
      <span className="text-base font-semibold tracking-tight text-ink">Cardhour</span>
    </Link>
  );
}
