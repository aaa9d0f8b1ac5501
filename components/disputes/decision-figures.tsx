import { useFormatter, useTranslations } from 'next-intl';
import type { DeliveryKind } from '@/lib/settlement/delivery';
import { decisionFigures } from '@/lib/settlement/dispute';
import { type RefusedLease, refusalCost } from '@/lib/settlement/refusal-cost';
import { Amount } from '../amount';
import { exactDecimals } from '../statements/exact-amount';
import { DefinitionList } from '../ui/definition-list';

/** Where a lease's units and price stand before one of its disputes is decided. */
export interface Deciding extends RefusedLease {
  /** Of the disputed delivery. */
  readonly kind: DeliveryKind;
  readonly units: bigint;
  readonly currency: string;
}

export interface DecisionFiguresProps {
  deciding: Deciding;
  providerUnits: bigint;
  /** The reader is the provider itself. */
  isProvider?: boolean;
}

/** What a decision would give each side, to the micro, before anybody confirms it (S-2, S-3). */
export function DecisionFigures({ deciding, providerUnits, isProvider = false }: DecisionFiguresProps) {
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
      <CostNote deciding={deciding} providerUnits={providerUnits} isProvider={isProvider} />
    </section>
  );
}

/** What the units left unpaid may cost the provider beside their price: credit for missing ones, or failing (S-5). */
function CostNote({ deciding, providerUnits, isProvider = false }: DecisionFiguresProps) {
  const t = useTranslations('disputes.cost');
  const cost = refusalCost(deciding, deciding, providerUnits);
  if (!cost) return null;
  const amount = (micros: bigint) => () => (
    <Amount micros={micros} currency={deciding.currency} className="font-semibold text-ink" />
  );
  return (
    <p className="pt-1 text-xs text-muted">
      {t.rich(cost.kind, {
        who: isProvider ? 'self' : 'other',
        credit: amount(cost.creditMostMicros),
        charge: amount(cost.chargeMostMicros),
      })}
    </p>
  );
}
