import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';

const DOORS = [
  { key: 'buy', href: '/register' },
  { key: 'sell', href: '/register' },
  { key: 'oversee', href: '/sign-in' },
] as const;

/** The ways in, for each kind of visitor. */
export function Doors() {
  const t = useTranslations('market.front.doors');
  return (
    <section aria-label={t('title')} className="grid gap-4 md:grid-cols-3">
      {DOORS.map(({ key, href }) => (
        <Link
          key={key}
          href={href}
          className="group rounded-lg border border-line bg-surface p-5 hover:border-line-strong"
        >
          <h2 className="text-base font-semibold">{t(`${key}.title`)}</h2>
          <p className="mt-1 text-sm text-muted text-pretty">{t(`${key}.text`)}</p>
          <p className="mt-3 inline-flex items-center gap-1 text-sm font-medium text-accent">
            {t(`${key}.action`)}
            <ArrowRight aria-hidden className="size-4 transition-transform group-hover:translate-x-0.5" />
          </p>
        </Link>
      ))}
    </section>
  );
}
