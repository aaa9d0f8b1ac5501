import { clsx } from 'clsx';
import { useFormatter, useTranslations } from 'next-intl';
import type { DeliveryKind, DeliveryState } from '@/lib/settlement/delivery';
import { type MilestoneStanding, milestoneStandings } from '@/lib/settlement/milestones';
import { Units } from '../buy/outcome';

type Count = bigint | string;

export interface MilestonesProps {
  lease: { readonly units: Count; readonly milestones: number | null; readonly unitKind: string };
  /** Everything reported on it, in order; also as JSON carried it. */
  rows: readonly {
    readonly delivery: {
      readonly units: Count;
      readonly state: DeliveryState;
      readonly kind: DeliveryKind;
    };
  }[];
}

type Shown = 'open' | 'reported' | 'accepted' | 'rejected' | 'decided';

const shownAs = ({ state }: MilestoneStanding): Shown =>
  state === null ? 'open' : state === 'accepted_by_silence' ? 'accepted' : state;

const LOOK: Readonly<Record<Shown, string>> = {
  open: 'bg-sunken',
  reported: 'bg-series-1/35',
  accepted: 'bg-series-1',
  rejected: 'bg-warn',
  decided: 'bg-muted',
};

/** How far a lease is by its milestones: one bar a milestone, what waits, and the next; nothing where every unit counts (S-7). */
export function Milestones({ lease: { units, milestones, unitKind }, rows }: MilestonesProps) {
  const t = useTranslations('counting.milestones');
  const format = useFormatter();
  if (milestones === null) return null;
  const standing = milestoneStandings(
    { units: BigInt(units), milestones },
    rows.map(({ delivery }) => ({ ...delivery, units: BigInt(delivery.units) })),
  );
  const count = (state: Shown) => standing.filter((one) => shownAs(one) === state).length;
  const [waiting, next] = [count('reported'), standing.find(({ state }) => state === null)];
  return (
    <section className="flex flex-col gap-1.5 text-sm" aria-label={t('title')}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5">
        <span className="font-medium">
          {t('term')}: {t('summary', { accepted: count('accepted'), count: milestones })}
          {waiting > 0 && ` · ${t('waiting', { waiting })}`}
        </span>
        <span className="text-muted">
          {next
            ? t.rich('next', {
                number: next.milestone,
                units: () => <Units count={next.totalUnits} kind={unitKind} />,
              })
            : t('allReached')}
        </span>
      </div>
      <ol className="flex h-2 gap-px">
        {standing.map((one) => {
          const words = t(`state.${shownAs(one)}`, {
            number: one.milestone,
            units: format.number(one.totalUnits),
          });
          return (
            <li
              key={one.milestone}
              title={words}
              className={clsx(
                'min-w-0 grow basis-0 first:rounded-l-full last:rounded-r-full',
                LOOK[shownAs(one)],
              )}
            >
              <span className="sr-only">{words}</span>
            </li>
          );
        })}
      </ol>
      <p className="text-xs text-muted">{t('explained')}</p>
    </section>
  );
}
