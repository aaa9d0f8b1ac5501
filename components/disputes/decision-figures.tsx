import { useFormatter, useTranslations } from 'next-intl';
import { decisionFigures } from '@/lib/settlement/dispute';
import type { UnitCounts } from '@/lib/settlement/lease-money';
import { Amount } from '../amount';
import { exactDecimals } from '../statements/exact-amount';
import { DefinitionList } from '../ui/definition-list';

/** Where a lease's units and price stand before one of its disputes is decided. */
export interface Deciding {
  readonly priceMicros: bigint;
  readonly feeBps: number;
  readonly counts: UnitCounts;
  /** Of the disputed delivery. */
  readonly units: bigint;
  readonly currency: string;
}

/** What a decision would give each side, to the micro, before anybody confirms it (S-2, S-3). */
export function DecisionFigures({ deciding, providerUnits }: { deciding: Deciding; providerUnits: bigint }) {
  const t = useTranslations('disputes.figures');
  const format = useFormatter();
  const { counts, units, currency } = deciding;
  const { earnedMicros, feeMicros, refundedMicros } = decisionFigures(deciding, counts, units, providerUnits);
  const decimals = Math.max(...[earnedMicros, feeMicros, refundedMicros].map(exactDecimals));
  const amount = (micros: bigint) => <Amount micros={micros} currency={currency} decimals={decimals} />;
  return (
    <section className="rounded-md bg-sunken px-3 py-2" aria-live="polite">
      <h3 className="text-xs font-medium text-muted">{t('title')}</h3>
      <DefinitionList
        numeric
        items={[
          {
            term: t('units'),
            value: t('ofUnits', { paid: format.number(providerUnits), units: format.number(units) }),
          },
          { term: t('provider'), value: amount(earnedMicros - feeMicros) },
          { term: t('fee'), value: amount(feeMicros) },
          { term: t('buyer'), value: amount(refundedMicros) },
        ]}
      />
      {earnedMicros > 0n && <p className="pt-1 text-xs text-muted">{t('credit')}</p>}
    </section>
  );
}
