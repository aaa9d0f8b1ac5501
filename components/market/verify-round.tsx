'use client';
import { CircleCheck, CircleX, ShieldCheck } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { Instant } from '../instant';
import { Alert } from '../ui/alert';
import { Button } from '../ui/button';
import { Code } from '../ui/code';
import { type StudyShown, useStudy, wordsOfRefusal } from '../use-study';

/** What the server found, as its endpoint writes it. */
export interface VerifyReportShown {
  readonly held: readonly {
    readonly step: string;
    readonly rules: readonly string[];
    readonly tookMs: number;
  }[];
  readonly broken: {
    readonly step: string;
    readonly rule: string;
    readonly facts: Readonly<Record<string, string | number | null>>;
  } | null;
  readonly orders: number;
  readonly tookMs: number;
}

interface VerifyRoundProps {
  number: number;
  initial: StudyShown<VerifyReportShown> | null;
}

/** Lets the server recompute a round from its kept book and outcome, and shows each rule as it held. */
export function VerifyRound({ number, initial }: VerifyRoundProps) {
  const t = useTranslations('market.rounds.verification');
  const { done, failed, isRunning, steps, refusal, ask } = useStudy<VerifyReportShown>(
    `/api/v1/rounds/${number}/verify`,
    initial,
  );
  return (
    <div className="flex flex-col gap-3">
      <p className="max-w-prose text-sm">{t('what')}</p>
      <div className="flex flex-wrap items-center gap-3">
        <Button pending={isRunning} onClick={ask}>
          <ShieldCheck aria-hidden />
          {done ? t('again') : t('run')}
        </Button>
        <span aria-live="polite" className="text-xs text-muted">
          {isRunning && (steps > 0 ? t('running', { steps }) : t('starting'))}
          {done &&
            !isRunning &&
            t.rich('checkedAt', { at: () => <Instant at={done.askedAt} shape="seconds" withZone /> })}
        </span>
      </div>
      {refusal && <Alert tone="warn">{wordsOfRefusal(refusal) ?? t('failed')}</Alert>}
      {failed && !refusal && !isRunning && <Alert tone="error">{t('failed')}</Alert>}
      {done && !isRunning && <Report report={done.answer} />}
    </div>
  );
}

const stepText = (t: ReturnType<typeof useTranslations<'market.rounds.verification'>>, step: string) =>
  t.has(`steps.${step}`) ? t(`steps.${step}`) : step;

function Report({ report }: { report: VerifyReportShown }) {
  const t = useTranslations('market.rounds.verification');
  const format = useFormatter();
  const took = (ms: number) => `${format.number(ms, { maximumFractionDigits: ms < 10 ? 1 : 0 })} ms`;
  const { held, broken } = report;
  return (
    <>
      {broken ? (
        <Alert tone="error" title={t('broken', { rule: broken.rule })}>
          {stepText(t, broken.step)}
          <Facts facts={broken.facts} />
        </Alert>
      ) : (
        <Alert tone="success" title={t('allHold', { count: held.length })}>
          {t('allHoldText', { orders: report.orders, took: took(report.tookMs) })}
        </Alert>
      )}
      <ul className="flex flex-col text-sm" aria-label={t('list')}>
        {held.map(({ step, rules, tookMs }) => (
          <li
            key={step}
            className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-baseline gap-x-2 border-b border-line py-1.5 last:border-b-0"
          >
            <CircleCheck role="img" aria-label={t('holds')} className="size-3.5 translate-y-0.5 text-good" />
            <span>
              {stepText(t, step)} <Code className="text-xs text-muted">{rules.join(', ')}</Code>
            </span>
            <span className="text-xs text-muted tabular-nums">{took(tookMs)}</span>
          </li>
        ))}
        {broken && (
          <li className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-baseline gap-x-2 py-1.5">
            <CircleX role="img" aria-label={t('fails')} className="size-3.5 translate-y-0.5 text-bad" />
            <span>
              {stepText(t, broken.step)} <Code className="text-xs text-muted">{broken.rule}</Code>
            </span>
          </li>
        )}
      </ul>
    </>
  );
}

/** The facts of a broken rule; whoever may not see the book is told that they aren't shown. */
function Facts({ facts }: { facts: NonNullable<VerifyReportShown['broken']>['facts'] }) {
  const t = useTranslations('market.rounds.verification');
  const entries = Object.entries(facts);
  if (entries.length === 0) return <p className="mt-1">{t('factsHidden')}</p>;
  return (
    <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 font-mono text-xs">
      {entries.map(([name, value]) => (
        <div key={name} className="contents">
          <dt>{name}</dt>
          <dd className="[overflow-wrap:anywhere] text-ink">{String(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
