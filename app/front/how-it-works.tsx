import { Gavel, ListChecks, ReceiptText } from 'lucide-react';
import { useTranslations } from 'next-intl';

const STEPS = [
  { key: 'describe', Icon: ListChecks },
  { key: 'clear', Icon: Gavel },
  { key: 'settle', Icon: ReceiptText },
] as const;

/** The market in three lines. */
export function HowItWorks() {
  const t = useTranslations('market.front.how');
  return (
    <section aria-labelledby="how" className="rounded-lg border border-line bg-surface">
      <h2 id="how" className="px-5 pt-4 text-base font-semibold">
        {t('title')}
      </h2>
      <ol className="grid gap-x-8 gap-y-4 px-5 pt-3 pb-5 md:grid-cols-3">
        {STEPS.map(({ key, Icon }, index) => (
          <li key={key} className="flex gap-3">
            <Icon aria-hidden className="mt-0.5 size-5 shrink-0 stroke-[1.5] text-accent" />
            <div>
              <h3 className="text-sm font-medium">
                {index + 1}. {t(`${key}.title`)}
              </h3>
              <p className="mt-0.5 text-sm text-muted text-pretty">{t(`${key}.text`)}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
